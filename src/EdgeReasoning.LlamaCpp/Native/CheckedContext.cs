using System.Runtime.InteropServices;
using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>A context of llama.cpp, whoever has bound it. llama.cpp checks little and aborts on some mistakes, so that everything is checked
/// here before a call.</summary>
internal abstract unsafe class CheckedContext : IInferenceContext
{
    /// <summary>What llama.cpp takes for the end of a sequence, and for the start of all of it.</summary>
    protected const int Open = -1;

    private readonly SafeHandle _handle;
    private readonly NativeBatch _batch;
    private readonly int _vocabularySize;
    private readonly int[] _lengths;
    private readonly int[] _added;

    protected CheckedContext(SafeHandle handle, int vocabularySize, ContextLimits limits, bool canRewind, BackendIdentity identity)
    {
        _handle = handle;
        _batch = new NativeBatch(limits.MaxBatchTokens);
        _vocabularySize = vocabularySize;
        _lengths = new int[limits.MaxSequences];
        _added = new int[limits.MaxSequences];
        Limits = limits;
        Identity = identity;
        Capabilities = canRewind ? ContextCapabilities.Rewind : ContextCapabilities.None;
    }

    public ContextLimits Limits { get; }

    public ContextCapabilities Capabilities { get; }

    public BackendIdentity Identity { get; }

    /// <summary>What llama.cpp said about the last call that it refused; empty where that is not known.</summary>
    protected abstract string Complaints { get; }

    public void Decode(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using HandleHold hold = Hold();
        CountAdded(batch);
        LlamaBatch native = _batch.Copy(batch);
        int status = Decode(native);
        GC.KeepAlive(_batch);
        if (status != DecodeStatus.Success) Fail(status);
        foreach (int sequence in _batch.Sequences)
        {
            _lengths[sequence] += _added[sequence];
            _added[sequence] = 0;
        }
    }

    public ReadOnlySpan<float> GetLogits(int row)
    {
        using HandleHold hold = Hold();
        if (!_batch.HasLogits(row))
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The last batch has no logits for row {row}: it has {_batch.Count} rows, and only those added with logits wanted have them.");
        float* logits = Logits(row);
        return logits is null
            ? throw new InvalidOperationException($"llama.cpp has no logits for row {row}: {Complaints}")
            : new ReadOnlySpan<float>(logits, _vocabularySize);
    }

    public int GetLength(int sequence)
    {
        RequireSequence(sequence);
        return _lengths[sequence];
    }

    public void Fork(int source, int target)
    {
        RequireSequence(source);
        RequireSequence(target);
        if (_lengths[target] != 0)
            throw new InvalidOperationException($"Sequence {target} has {_lengths[target]} tokens; release it before it becomes a fork of sequence {source}.");
        if (_lengths[source] == 0) return;
        using HandleHold hold = Hold();
        Copy(source, target);
        _lengths[target] = _lengths[source];
    }

    public bool TryTruncate(int sequence, int length)
    {
        RequireSequence(sequence);
        if (length < 0 || length > _lengths[sequence])
            throw new ArgumentOutOfRangeException(nameof(length), length, $"Sequence {sequence} has {_lengths[sequence]} tokens; it can be shortened to 0 up to that.");
        using HandleHold hold = Hold();
        if (length == _lengths[sequence]) return true;
        if (!RemoveFrom(sequence, length)) return false;
        _lengths[sequence] = length;
        return true;
    }

    public void Release(int sequence)
    {
        RequireSequence(sequence);
        using HandleHold hold = Hold();
        if (!RemoveFrom(sequence, 0)) throw new InvalidOperationException($"llama.cpp refused to empty sequence {sequence}: {Complaints}");
        _lengths[sequence] = 0;
    }

    public virtual void Dispose() => _handle.Dispose();

    /// <summary><c>llama_decode</c>.</summary>
    protected abstract int Decode(LlamaBatch batch);

    /// <summary><c>llama_get_logits_ith</c>.</summary>
    protected abstract float* Logits(int row);

    /// <summary><c>llama_memory_seq_cp</c> of a whole sequence.</summary>
    protected abstract void Copy(int source, int target);

    /// <summary><c>llama_memory_seq_rm</c> up to the end of a sequence.</summary>
    protected abstract bool Remove(int sequence, int from);

    // Memory that cannot go back, as that of recurrent models, can still be emptied: from an open start means all of it.
    private bool RemoveFrom(int sequence, int from) => Remove(sequence, from == 0 ? Open : from);

    // Counts each sequence's new tokens in _added, which stays all zero where it throws.
    private void CountAdded(TokenBatch batch)
    {
        if (batch.Count == 0 || batch.Count > Limits.MaxBatchTokens)
            throw new ArgumentException($"The batch has {batch.Count} tokens; from 1 to {Limits.MaxBatchTokens} can be decoded at once.", nameof(batch));
        for (int row = 0; row < batch.Count; row++)
        {
            if (Problem(batch, row) is not { } problem)
            {
                _added[batch.Sequences[row]]++;
                continue;
            }

            Array.Clear(_added);
            throw new ArgumentException($"Row {row} of the batch {problem}.", nameof(batch));
        }
    }

    private string? Problem(TokenBatch batch, int row)
    {
        int sequence = batch.Sequences[row], token = batch.Tokens[row], position = batch.Positions[row];
        if ((uint)sequence >= (uint)_lengths.Length) return $"is of sequence {sequence}; sequences are from 0 to {_lengths.Length - 1}";
        if ((uint)token >= (uint)_vocabularySize) return $"is token {token}; the vocabulary has tokens from 0 to {_vocabularySize - 1}";
        int expected = _lengths[sequence] + _added[sequence];
        if (position != expected) return $"is at position {position} of sequence {sequence}, which continues at {expected}";
        if (position >= Limits.SequenceTokens) return $"is at position {position} of sequence {sequence}; a sequence has room for {Limits.SequenceTokens} tokens";
        return null;
    }

    // Part of the batch may be in memory: whatever is new goes out again.
    private void Fail(int status)
    {
        string complaints = Complaints;
        bool intact = true;
        foreach (int sequence in _batch.Sequences)
        {
            if (_added[sequence] != 0) intact &= RemoveFrom(sequence, _lengths[sequence]);
            _added[sequence] = 0;
        }

        int tokens = _batch.Count;
        _batch.Clear();
        throw DecodeStatus.ToException(status, tokens, intact, complaints);
    }

    private void RequireSequence(int sequence)
    {
        if ((uint)sequence >= (uint)_lengths.Length)
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Sequences are from 0 to {_lengths.Length - 1}.");
    }

    private HandleHold Hold()
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return new HandleHold(_handle);
    }
}
