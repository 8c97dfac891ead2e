using System.Runtime.CompilerServices;
using EdgeReasoning.Answers;
using EdgeReasoning.Answers.ToolCalls;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>Feeds the scaling policy of one request with traces from the scheduler.</summary>
internal sealed class TraceSource(Request request, CompiledPrompt prompt, RequestCompiler compiler, ReasoningPrompt question, Scheduler scheduler, TimeProvider time) : ITraceSource
{
    private readonly HashSet<CompiledPrompt> _prompts = [prompt];
    private int _next;
    private bool _isSampling;

    public int ParallelTraces => prompt.Context.ParallelTraces;

    public int? ThinkingLimit => prompt.Context.ThinkingLimit;

    public TimeSpan? TimeLeft => prompt.Deadline is { } deadline ? deadline - time.GetElapsedTime(request.EnqueuedAt) : null;

    /// <summary>The traces so far, those included that were cut because the outcome was settled.</summary>
    public List<Trace> Sampled { get; } = [];

    /// <summary>Tokens of the prompts that were decoded: one, unless the policy has changed the budget on the way.</summary>
    public int InputTokens => _prompts.Sum(compiled => compiled.Tokens.Length);

    public IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (count is < 1 or > 4096) throw new ArgumentOutOfRangeException(nameof(count), count, "Ask for 1 to 4096 traces.");
        return Sample(count, options, cancellationToken);
    }

    private async IAsyncEnumerable<Trace> Sample(int count, SampleOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isSampling) throw new InvalidOperationException("The traces of an earlier call are still being sampled. Leave that loop first.");
        _isSampling = true;
        Wave wave = Open(count, options);
        try
        {
            await foreach (Trace trace in wave.Traces.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return Keep(trace);
        }
        finally
        {
            if (!wave.Traces.Completion.IsCompleted)
            {
                // The loop was left: what is still being decoded ends at the next step, and its tokens are counted.
                wave.Cancel();
                scheduler.Wake();
                await foreach (Trace trace in wave.Traces.ReadAllAsync(CancellationToken.None).ConfigureAwait(false)) Keep(trace);
            }
            _isSampling = false;
        }
    }

    private Wave Open(int count, SampleOptions? options)
    {
        CompiledPrompt compiled = options is null ? prompt : compiler.Recompile(prompt, question, request.Options, options);
        _prompts.Add(compiled);
        var wave = new Wave(request, compiled, _next, count, compiler.SamplerFor(compiled, request.Seed));
        _next += count;
        request.Attach(wave);
        scheduler.Submit(wave);
        return wave;
    }

    private Trace Keep(Trace trace)
    {
        if (prompt.Tools is { } tools) trace = tools.Read(trace);
        if (trace.StopReason != StopReason.Outvoted) trace = trace with { Extracted = Extract(trace) };
        Sampled.Add(trace);
        request.Publish(new ReasoningUpdate { Kind = ReasoningUpdateKind.TraceFinished, TraceIndex = trace.Index, Trace = trace });
        return trace;
    }

    private ExtractedAnswer? Extract(Trace trace) =>
        trace.ToolCalls.Count > 0 ? ToolCallText.Extract(trace.ToolCalls, trace.CallsAt) : request.Options.EffectiveExtractor.Extract(trace.Answer);
}
