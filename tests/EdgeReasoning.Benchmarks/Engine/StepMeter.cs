using System.Diagnostics;
using EdgeReasoning.Inference;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>
/// A model whose context notes when each decode call begins and ends, and what the calling thread has allocated by then: what lies between
/// two calls is all that a step of the engine does beside decoding.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="steps">Decode calls that are noted; later ones are not.</param>
internal sealed class StepMeter(IInferenceModel inner, int steps) : IInferenceModel
{
    // The first steps hold the prompt and its copies, the last ones the end of some traces.
    private const int Unsteady = 10;

    private readonly long[] _allocated = new long[steps], _begun = new long[steps], _ended = new long[steps];
    private int _count;
    private TimeSpan _computed;

    /// <summary>Mean over the steady state: from the tenth call to the tenth before the last.</summary>
    public double BytesPerStep => (_allocated[_count - Unsteady] - _allocated[Unsteady]) / (double)(_count - 2 * Unsteady);

    /// <summary>From the first decoding step (the second call, after the prompt) to the one after it.</summary>
    public double SecondsOfFirstStep => Stopwatch.GetElapsedTime(_begun[1], _begun[2]).TotalSeconds;

    /// <summary>Median seconds of a decode call in the steady state.</summary>
    public double SecondsInDecode => Median(Unsteady, _count - Unsteady, i => Stopwatch.GetElapsedTime(_begun[i], _ended[i]));

    /// <summary>Median seconds from the end of a decode call to the beginning of the next one, in the steady state.</summary>
    public double SecondsBetween => SecondsBetweenFrom(Unsteady, _count - Unsteady);

    /// <summary>Mean seconds of processor time of a step in the steady state, of the whole process: what other work on the machine disturbs least.</summary>
    public double SecondsOfProcessor => _computed.TotalSeconds / (steps - 2 * Unsteady);

    public ModelInfo Info => inner.Info;

    /// <summary>Median seconds from the end of a decode call to the beginning of the next one, of some of the calls.</summary>
    public double SecondsBetweenFrom(int first, int end) => Median(first, Math.Min(end, _count - 1), i => Stopwatch.GetElapsedTime(_ended[i], _begun[i + 1]));

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => inner.Tokenize(text, addSpecial, parseSpecial);

    public ReadOnlySpan<byte> GetTokenBytes(int token) => inner.GetTokenBytes(token);

    public bool IsEndOfGeneration(int token) => inner.IsEndOfGeneration(token);

    public IInferenceContext CreateContext(ContextOptions options) => new Context(this, inner.CreateContext(options));

    public void Dispose()
    {
    }

    private static double Median(int first, int end, Func<int, TimeSpan> time) => Descriptive.Median([.. Enumerable.Range(first, end - first).Select(i => time(i).TotalSeconds)]);

    private sealed class Context(StepMeter meter, IInferenceContext inner) : IInferenceContext
    {
        public ContextLimits Limits => inner.Limits;

        public ContextCapabilities Capabilities => inner.Capabilities;

        public BackendIdentity Identity => inner.Identity;

        public void Decode(TokenBatch batch)
        {
            int call = meter._count;
            if (call == meter._begun.Length)
            {
                inner.Decode(batch);
                return;
            }

            meter._count++;
            if (call == Unsteady) meter._computed -= Environment.CpuUsage.TotalTime;
            if (call == meter._begun.Length - Unsteady) meter._computed += Environment.CpuUsage.TotalTime;
            meter._allocated[call] = GC.GetAllocatedBytesForCurrentThread();
            meter._begun[call] = Stopwatch.GetTimestamp();
            inner.Decode(batch);
            meter._ended[call] = Stopwatch.GetTimestamp();
        }

        public ReadOnlySpan<float> GetLogits(int row) => inner.GetLogits(row);

        public int GetLength(int sequence) => inner.GetLength(sequence);

        public void Fork(int source, int target) => inner.Fork(source, target);

        public bool TryTruncate(int sequence, int length) => inner.TryTruncate(sequence, length);

        public void Release(int sequence) => inner.Release(sequence);

        public void Dispose() => inner.Dispose();
    }
}
