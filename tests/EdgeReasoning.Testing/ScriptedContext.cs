using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>The context of a <see cref="ScriptedModel"/>: keeps the tokens of each sequence and counts what is done to it.</summary>
public sealed class ScriptedContext : IInferenceContext
{
    private readonly ScriptedModel _model;
    private readonly ScriptedModel.Script _script;
    private readonly int[][] _tokens;
    private readonly int[] _lengths;
    private readonly float[] _logits;
    private readonly int[] _rowOffsets;
    private readonly CellPool? _pool;
    private int _rows;
    private bool _disposed;

    internal ScriptedContext(ScriptedModel model, ScriptedModel.Script script, ContextOptions options)
    {
        int sequenceTokens = options.SequenceTokens ?? 4096;
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceTokens, 1, "options.SequenceTokens");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSequences, 1, "options.MaxSequences");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxSequences, 256, "options.MaxSequences");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatchTokens, 1, "options.MaxBatchTokens");
        _model = model;
        _script = script;
        int all = sequenceTokens * options.MaxSequences;
        int capacity = options.Layout == KvLayout.Unified ? options.CapacityTokens ?? all : all;
        Limits = new ContextLimits(Math.Min(sequenceTokens, capacity), capacity, options.MaxSequences, options.MaxBatchTokens, options.Layout);
        _tokens = [.. Enumerable.Range(0, options.MaxSequences).Select(_ => new int[sequenceTokens])];
        _lengths = new int[options.MaxSequences];
        _pool = options.Layout == KvLayout.Unified ? new CellPool(options.MaxSequences, capacity) : null;
        _logits = new float[options.MaxBatchTokens * model.Info.VocabularySize];
        _rowOffsets = new int[options.MaxBatchTokens];
        Identity = new BackendIdentity { Library = "scripted", Version = "1", Backend = "CPU", Device = "memory", Layout = options.Layout, Threads = 1 };
    }

    /// <inheritdoc/>
    public ContextLimits Limits { get; }

    /// <inheritdoc/>
    public ContextCapabilities Capabilities => _model.Capabilities;

    /// <inheritdoc/>
    public BackendIdentity Identity { get; }

    /// <summary>Successful decode calls.</summary>
    public int DecodeCalls { get; private set; }

    /// <summary>Tokens decoded.</summary>
    public int DecodedTokens { get; private set; }

    /// <summary>The largest batch.</summary>
    public int LargestBatch { get; private set; }

    /// <summary>Forks made.</summary>
    public int Forks { get; private set; }

    /// <summary>The most sequences that held tokens at once.</summary>
    public int MostSequences { get; private set; }

    /// <summary>Sequences that hold tokens.</summary>
    public int UsedSequences => _lengths.Count(length => length > 0);

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed => _disposed;

    /// <inheritdoc/>
    public void Decode(TokenBatch batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Check(batch);
        _pool?.Add(batch);
        int vocabulary = _model.Info.VocabularySize;
        var offset = 0;
        _rows = batch.Count;
        for (var row = 0; row < batch.Count; row++)
        {
            int sequence = batch.Sequences[row];
            _tokens[sequence][_lengths[sequence]++] = batch.Tokens[row];
            _rowOffsets[row] = -1;
            if (!batch.WantsLogits[row]) continue;
            _script(_tokens[sequence].AsSpan(0, _lengths[sequence]), _logits.AsSpan(offset, vocabulary));
            _rowOffsets[row] = offset;
            offset += vocabulary;
        }
        DecodeCalls++;
        DecodedTokens += batch.Count;
        LargestBatch = Math.Max(LargestBatch, batch.Count);
        CountSequences();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetLogits(int row)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if ((uint)row >= (uint)_rows || _rowOffsets[row] < 0)
            throw new ArgumentOutOfRangeException(nameof(row), row, "The last batch has no logits for this row.");
        return _logits.AsSpan(_rowOffsets[row], _model.Info.VocabularySize);
    }

    /// <inheritdoc/>
    public int GetLength(int sequence) => _lengths[Known(sequence)];

    /// <inheritdoc/>
    public void Fork(int source, int target)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_lengths[Known(target)] > 0) throw new InvalidOperationException($"Sequence {target} is not empty.");
        _tokens[Known(source)].AsSpan(0, _lengths[source]).CopyTo(_tokens[target]);
        _lengths[target] = _lengths[source];
        _pool?.Fork(source, target);
        Forks++;
        CountSequences();
    }

    /// <inheritdoc/>
    public bool TryTruncate(int sequence, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _lengths[Known(sequence)]);
        if (length > 0 && length < _lengths[sequence] && !Capabilities.HasFlag(ContextCapabilities.Rewind)) return false;
        _lengths[sequence] = length;
        _pool?.Truncate(sequence, length);
        return true;
    }

    /// <inheritdoc/>
    public void Release(int sequence)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _lengths[Known(sequence)] = 0;
        _pool?.Truncate(sequence, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _disposed = true;

    private void CountSequences()
    {
        var used = 0;
        foreach (int length in _lengths)
        {
            if (length > 0) used++;
        }
        MostSequences = Math.Max(MostSequences, used);
    }

    private void Check(TokenBatch batch)
    {
        if (batch.Count == 0) throw new ArgumentException("The batch is empty.", nameof(batch));
        if (batch.Count > Limits.MaxBatchTokens) throw new ArgumentException($"{batch.Count} tokens are above the limit of {Limits.MaxBatchTokens}.", nameof(batch));
        Span<int> next = stackalloc int[_lengths.Length];
        _lengths.CopyTo(next);
        for (var row = 0; row < batch.Count; row++)
        {
            int sequence = Known(batch.Sequences[row]);
            if ((uint)batch.Tokens[row] >= (uint)_model.Info.VocabularySize) throw new ArgumentException($"There is no token {batch.Tokens[row]}.", nameof(batch));
            if (batch.Positions[row] != next[sequence]++) throw new ArgumentException($"Position {batch.Positions[row]} does not continue sequence {sequence}.", nameof(batch));
            if (next[sequence] > Limits.SequenceTokens) throw new ArgumentException($"Sequence {sequence} is full.", nameof(batch));
        }
    }

    private int Known(int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, _lengths.Length);
        return sequence;
    }
}
