using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Golden vectors, and traces made by hand.</summary>
internal static class ScalingData
{
    public static JsonElement Golden(string file, string room = "Scaling")
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, room, "Data", file)));
        return document.RootElement.Clone();
    }

    public static Trace Trace(int index, string? answer, int tokens = 1, IReadOnlyList<float>? confidences = null, double seconds = 1) => new()
    {
        Index = index,
        Thinking = "",
        Answer = answer ?? "",
        Extracted = answer is null ? null : new ExtractedAnswer
        {
            Value = answer, Normalized = answer, Confidence = ExtractionConfidence.High, Span = new AnswerSpan(0, answer.Length), Rule = "test",
        },
        Tokens = new int[tokens],
        Confidences = confidences,
        Usage = new TokenUsage(1, tokens, 0, 0, 0, 0),
        Timing = new ReasoningTiming { Queue = default, Prefill = default, TimeToFirstToken = default, Total = TimeSpan.FromSeconds(seconds) },
        StopReason = StopReason.Natural,
        Seed = (ulong)index,
    };

    /// <summary>Traces of given answers: one a word, "-" for one without an answer, "A:30" for one of 30 tokens.</summary>
    public static Trace[] Traces(string answers) => [.. answers.Split(' ').Select((word, i) =>
    {
        string[] parts = word.Split(':');
        return Trace(i, parts[0] == "-" ? null : parts[0], parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1);
    })];

    public static RecordedTraces Source(string answers, int? parallel = null) => new(Traces(answers), new RecordedTracesOptions { ParallelTraces = parallel });

    public static ScalingOutcome Run(this ScalingPolicy policy, ITraceSource source)
    {
        ValueTask<ScalingOutcome> outcome = policy.ScaleAsync(source, CancellationToken.None);
        return outcome.AsTask().GetAwaiter().GetResult();
    }
}
