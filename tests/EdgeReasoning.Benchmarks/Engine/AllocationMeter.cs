using System.Diagnostics;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>A model whose context notes, at each decode call, what the calling thread has allocated so far: what lies between two calls is
/// what a step of the engine allocates, everything included.</summary>
internal sealed class AllocationMeter(IInferenceModel inner, int steps) : IInferenceModel
{
    private readonly long[] _allocated = new long[steps];
    private readonly long[] _times = new long[steps];
    private int _count;

    /// <summary>Mean over the steady state: from the tenth call to the tenth before the last.</summary>
    public double BytesPerStep => (_allocated[_count - 10] - _allocated[10]) / (double)(_count - 20);

    /// <summary>From the first decoding step (the second call, after the prompt) to the one after it.</summary>
    public double SecondsOfFirstStep => Stopwatch.GetElapsedTime(_times[1], _times[2]).TotalSeconds;

    public ModelInfo Info => inner.Info;

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => inner.Tokenize(text, addSpecial, parseSpecial);

    public ReadOnlySpan<byte> GetTokenBytes(int token) => inner.GetTokenBytes(token);

    public bool IsEndOfGeneration(int token) => inner.IsEndOfGeneration(token);

    public ITokenGrammar CreateGrammar(GbnfGrammar grammar) => inner.CreateGrammar(grammar);

    public IInferenceContext CreateContext(ContextOptions options) => new Context(this, inner.CreateContext(options));

    public void Dispose()
    {
    }

    private void Note()
    {
        if (_count == _allocated.Length) return;
        _times[_count] = Stopwatch.GetTimestamp();
        _allocated[_count++] = GC.GetAllocatedBytesForCurrentThread();
    }

    private sealed class Context(AllocationMeter meter, IInferenceContext inner) : IInferenceContext
    {
        public ContextLimits Limits => inner.Limits;

        public ContextCapabilities Capabilities => inner.Capabilities;

        public BackendIdentity Identity => inner.Identity;

        public void Decode(TokenBatch batch)
        {
            meter.Note();
            inner.Decode(batch);
        }

        public ReadOnlySpan<float> GetLogits(int row) => inner.GetLogits(row);

        public int GetLength(int sequence) => inner.GetLength(sequence);

        public void Fork(int source, int target) => inner.Fork(source, target);

        public bool TryTruncate(int sequence, int length) => inner.TryTruncate(sequence, length);

        public void Release(int sequence) => inner.Release(sequence);

        public void Dispose() => inner.Dispose();
    }
}
