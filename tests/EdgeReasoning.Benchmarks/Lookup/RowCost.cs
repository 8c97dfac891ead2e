using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Lookup;

/// <summary>What a decode call of several rows of each sequence takes, all with logits, and taking back all but the first of them: a step whose draft was wrong.</summary>
internal sealed class RowCost : IDisposable
{
    private const int Steps = 24;

    private readonly IInferenceContext _context;
    private readonly TokenBatch _batch;
    private readonly int _length;

    /// <param name="model">The model.</param>
    /// <param name="length">Tokens in each sequence beforehand, from 1.</param>
    /// <param name="sequences">Sequences of the step.</param>
    /// <param name="layout">How they lie in memory.</param>
    /// <param name="rows">The most rows of a sequence.</param>
    public RowCost(IInferenceModel model, int length, int sequences, KvLayout layout, int rows)
    {
        _length = length;
        _context = model.CreateContext(new ContextOptions { SequenceTokens = length + Steps + rows, MaxSequences = sequences, MaxBatchTokens = Math.Max(length, sequences * rows), Layout = layout });
        _batch = new TokenBatch(_context.Limits.MaxBatchTokens);
        for (var i = 0; i < length; i++) _batch.Add(TokenAt(i), i, 0, wantsLogits: false);
        _context.Decode(_batch);
        for (var sequence = 1; sequence < sequences; sequence++) _context.Fork(0, sequence);
    }

    /// <summary>Seconds of processor time of a step, in which each sequence moves on by one token.</summary>
    /// <param name="rows">Rows of each sequence.</param>
    public double Measure(int rows)
    {
        double seconds = Processor.Time(() =>
        {
            for (var step = 0; step < Steps; step++) Step(_length + step, rows);
        });
        Truncate(_length);
        return seconds / Steps;
    }

    public void Dispose() => _context.Dispose();

    private void Step(int length, int rows)
    {
        _batch.Clear();
        for (var sequence = 0; sequence < _context.Limits.MaxSequences; sequence++)
        {
            for (var row = 0; row < rows; row++) _batch.Add(TokenAt(length + row), length + row, sequence, wantsLogits: true);
        }
        _context.Decode(_batch);
        for (var row = 0; row < _batch.Count; row++) _context.GetLogits(row);
        if (rows > 1) Truncate(length + 1);
    }

    private void Truncate(int length)
    {
        for (var sequence = 0; sequence < _context.Limits.MaxSequences; sequence++)
        {
            if (!_context.TryTruncate(sequence, length)) throw new NotSupportedException("This model's memory cannot go back, so that nothing is drafted.");
        }
    }

    // Any will do: the work does not depend on them.
    private static int TokenAt(int i) => 7 + i % 20;
}
