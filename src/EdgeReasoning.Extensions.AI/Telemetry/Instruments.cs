using System.Diagnostics;
using System.Diagnostics.Metrics;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using Trace = EdgeReasoning.Traces.Trace;

namespace EdgeReasoning.Extensions.AI;

/// <summary>The activity source and the instruments.</summary>
internal static class Instruments
{
    private static readonly string? s_version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter s_meter = new(TelemetryExtensions.SourceName, s_version);

    // The buckets are those that the conventions recommend, with finer ones below for small models.
    private static readonly InstrumentAdvice<double> s_seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };
    private static readonly InstrumentAdvice<int> s_tokens = new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] };

    public static ActivitySource Source { get; } = new(TelemetryExtensions.SourceName, s_version);

    public static Histogram<double> Duration { get; } = Seconds("gen_ai.client.operation.duration", "Time from a request to its end.");

    public static Histogram<double> TimeToFirstChunk { get; } = Seconds("gen_ai.client.operation.time_to_first_chunk", "Time from a streamed request to its first text.");

    private static Histogram<double> TimeToFirstToken { get; } = Seconds("gen_ai.server.time_to_first_token", "Time from a request to its first token, queue and prefill included.");

    private static Histogram<double> TimePerOutputToken { get; } = Seconds("gen_ai.server.time_per_output_token", "Mean time between one token of a trace and its next.");

    private static Histogram<int> Tokens { get; } = s_meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of a request, by their type.", tags: null, advice: s_tokens);

    private static Histogram<int> ThinkingTokens { get; } = s_meter.CreateHistogram("edgereasoning.thinking.tokens", "{token}", "Thinking tokens of a trace.", tags: null, advice: s_tokens);

    private static Counter<long> Closes { get; } = s_meter.CreateCounter<long>("edgereasoning.forced_closes", "{close}", "Times that a budget closed the thinking, by its reason.");

    private static Counter<long> Saved { get; } = s_meter.CreateCounter<long>("edgereasoning.votes.saved", "{trace}", "Traces that votes did not need to decode to their end.");

    private static Histogram<double> Slack { get; } = Seconds("edgereasoning.deadline.slack", "Time that was left of a deadline.");

    private static Histogram<double> Overrun { get; } = Seconds("edgereasoning.deadline.overrun", "Time by which a deadline was missed.");

    /// <summary>Closings of the thinking that the library forced on a trace.</summary>
    public static int ForcedCloses(Trace trace) => trace.Interventions.Count(IsForced);

    /// <summary>Records what a result took.</summary>
    public static void Record(ReasoningResult result, TimeSpan? deadline, int? saved, in TagList common)
    {
        Tokens.Record(result.Usage.InputTokens, With(common, GenAi.TokenType, "input"));
        Tokens.Record(result.Usage.OutputTokens, With(common, GenAi.TokenType, "output"));
        TimeToFirstToken.Record(result.Timing.TimeToFirstToken.TotalSeconds, common);
        if (result.Timing.InterToken is { } gaps) TimePerOutputToken.Record(gaps.Mean.TotalSeconds, common);
        foreach (Trace trace in result.Traces)
        {
            ThinkingTokens.Record(trace.Usage.ThinkingTokens, common);
            foreach (Intervention close in trace.Interventions.Where(IsForced)) Closes.Add(1, With(common, GenAi.StopReason, GenAi.Word(close.Reason)));
        }

        if (saved is { } votes) Saved.Add(votes, common);
        if (deadline - result.Timing.Total is not { } left) return;
        // A histogram is for amounts, and those are not negative.
        (left >= TimeSpan.Zero ? Slack : Overrun).Record(Math.Abs(left.TotalSeconds), common);
    }

    // A model that ends its reply while thinking is helped out of it; that is no budget's doing.
    private static bool IsForced(Intervention intervention) => intervention is { Kind: InterventionKind.Close, Reason: not StopReason.Natural };

    private static TagList With(TagList tags, string name, string value)
    {
        tags.Add(name, value);
        return tags;
    }

    private static Histogram<double> Seconds(string name, string description) => s_meter.CreateHistogram(name, "s", description, tags: null, advice: s_seconds);
}
