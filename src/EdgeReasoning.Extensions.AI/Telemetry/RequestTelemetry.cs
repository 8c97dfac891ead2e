using System.Diagnostics;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;
using Trace = EdgeReasoning.Traces.Trace;

namespace EdgeReasoning.Extensions.AI;

/// <summary>The span of one request, and what it adds to the metrics. A request that is left before its result counts as cancelled.</summary>
internal sealed class RequestTelemetry : IDisposable
{
    private const string Cancelled = "cancelled";

    private readonly IReasoningEngine _engine;
    private readonly TelemetryOptions _telemetry;
    private readonly ReasoningOptions _options;
    private readonly bool _streams;
    private readonly string? _model;
    private readonly long _start;
    private readonly Activity? _span;
    private TimeSpan? _firstChunk;
    private bool _ended;

    public RequestTelemetry(IReasoningEngine engine, TelemetryOptions telemetry, ReasoningPrompt prompt, ReasoningOptions? options, bool streams)
    {
        _engine = engine;
        _telemetry = telemetry;
        _options = options ?? new ReasoningOptions();
        _streams = streams;
        _model = Model();
        _start = telemetry.TimeProvider.GetTimestamp();
        // Internal, as the conventions have it for models that run in the process.
        _span = Instruments.Source.StartActivity(_model is null ? GenAi.Chat : $"{GenAi.Chat} {_model}", ActivityKind.Internal, default(ActivityContext), Common(_model));
        if (_span is { IsAllDataRequested: true }) DescribeRequest(prompt);
    }

    /// <summary>The first piece of text has come.</summary>
    public void FirstChunk() => _firstChunk ??= Elapsed;

    /// <summary>Tells of the result.</summary>
    public void Finish(ReasoningResult result)
    {
        if (_ended) return;
        _ended = true;
        TagList common = Tags(_model ?? Model());
        Instruments.Duration.Record(Elapsed.TotalSeconds, common);
        if (_streams && _firstChunk is { } first) Instruments.TimeToFirstChunk.Record(first.TotalSeconds, common);
        Instruments.Record(result, Deadline, Saved(result), common);
        if (_span is not { IsAllDataRequested: true }) return;
        DescribeResult(result);
        foreach (Trace trace in result.Traces) _span.AddEvent(TraceEvent(trace, _span.StartTimeUtc));
    }

    /// <summary>Tells of an error.</summary>
    public void Fail(Exception exception)
    {
        bool cancelled = exception is OperationCanceledException;
        End(cancelled ? Cancelled : exception.GetType().FullName!);
        if (!cancelled) _span?.SetStatus(ActivityStatusCode.Error, _telemetry.RecordsContent ? exception.Message : null);
    }

    public void Dispose()
    {
        End(Cancelled);
        _span?.Dispose();
    }

    private TimeSpan Elapsed => _telemetry.TimeProvider.GetElapsedTime(_start);

    private TimeSpan? Deadline => _options.Budget?.EarliestDeadline;

    private void End(string error)
    {
        if (_ended) return;
        _ended = true;
        TagList tags = Tags(_model);
        tags.Add(GenAi.ErrorType, error);
        Instruments.Duration.Record(Elapsed.TotalSeconds, tags);
        _span?.SetTag(GenAi.ErrorType, error);
    }

    private int? Saved(ReasoningResult result) =>
        _options.Scaling?.MostSamples is { } most ? Math.Max(0, most - result.Traces.Count(trace => trace.StopReason != StopReason.Outvoted)) : null;

    private string? Model() => (_engine.GetService(typeof(ModelInfo)) as ModelInfo)?.Name;

    private KeyValuePair<string, object?>[] Common(string? model) => [.. Tags(model)];

    private TagList Tags(string? model)
    {
        var tags = new TagList { { GenAi.OperationName, GenAi.Chat }, { GenAi.ProviderName, _telemetry.Provider } };
        if (model is not null) tags.Add(GenAi.RequestModel, model);
        return tags;
    }

    private void DescribeRequest(ReasoningPrompt prompt)
    {
        SamplingOptions? sampling = _options.Sampling;
        _span!.SetTag(GenAi.OutputType, "text").SetTag(GenAi.RequestTemperature, (double?)sampling?.Temperature).SetTag(GenAi.RequestTopP, (double?)sampling?.TopP);
        if (sampling?.TopK > 0) _span.SetTag(GenAi.RequestTopK, sampling.TopK);
        if (_options.Seed is { } seed) _span.SetTag(GenAi.RequestSeed, unchecked((long)seed));
        if (_streams) _span.SetTag(GenAi.RequestStream, true);
        if (Deadline is { } deadline) _span.SetTag(GenAi.Deadline, deadline.TotalSeconds);
        if (_options.Scaling?.MostSamples is { } most) _span.SetTag(GenAi.MostSamples, most);
        if (_telemetry.RecordsContent) _span.SetTag(GenAi.InputMessages, MessageJson.Input(prompt));
    }

    private void DescribeResult(ReasoningResult result)
    {
        string finish = ReasoningFinishReasons.Of(result.Chosen).Value;
        _span!.SetTag(GenAi.ResponseModel, _model ?? Model())
            .SetTag(GenAi.FinishReasons, new[] { finish })
            .SetTag(GenAi.InputTokens, result.Usage.InputTokens)
            .SetTag(GenAi.OutputTokens, result.Usage.OutputTokens)
            .SetTag(GenAi.ReasoningTokens, result.Usage.ThinkingTokens)
            .SetTag(GenAi.ForcedTokens, result.Usage.ForcedTokens)
            .SetTag(GenAi.ProbeTokens, result.Usage.ProbeTokens)
            .SetTag(GenAi.Traces, result.Traces.Count)
            .SetTag(GenAi.ForcedCloses, result.Traces.Sum(Instruments.ForcedCloses))
            .SetTag(GenAi.Agreement, result.Vote.Agreement)
            .SetTag(GenAi.Backend, result.Identity.ToString());
        if (_firstChunk is { } first) _span.SetTag(GenAi.TimeToFirstChunk, first.TotalSeconds);
        if (Saved(result) is { } saved) _span.SetTag(GenAi.VotesSaved, saved);
        if (Deadline is { } deadline) _span.SetTag(GenAi.DeadlineSlack, (deadline - result.Timing.Total).TotalSeconds);
        if (_telemetry.RecordsContent) _span.SetTag(GenAi.OutputMessages, MessageJson.Output(result, finish));
    }

    private static ActivityEvent TraceEvent(Trace trace, DateTime start) => new(GenAi.TraceEvent, new DateTimeOffset(start + trace.Timing.Total), new ActivityTagsCollection
    {
        [GenAi.TraceIndex] = trace.Index,
        [GenAi.StopReason] = GenAi.Word(trace.StopReason),
        [GenAi.ThinkingStop] = trace.ThinkingStop is { } stop ? GenAi.Word(stop) : null,
        [GenAi.ReasoningTokens] = trace.Usage.ThinkingTokens,
        [GenAi.OutputTokens] = trace.Usage.OutputTokens,
        [GenAi.ForcedTokens] = trace.Usage.ForcedTokens,
    });
}
