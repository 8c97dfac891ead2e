using System.Runtime.CompilerServices;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Hands out given traces whatever budget is asked for, and remembers what was asked.</summary>
internal sealed class SpySource(IReadOnlyList<Trace> traces, int? thinkingLimit = null) : ITraceSource
{
    private int _taken;

    public List<(int Count, SampleOptions? Options)> Asked { get; } = [];

    public int ParallelTraces => 8;

    public TimeSpan? TimeLeft => null;

    public int? ThinkingLimit => thinkingLimit;

    public async IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Asked.Add((count, options));
        int first = _taken;
        _taken += count;
        for (int i = first; i < first + count; i++)
        {
            await Task.Yield();
            yield return traces[i] with { Index = i };
        }
    }
}
