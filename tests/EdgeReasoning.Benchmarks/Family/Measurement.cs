using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>What one model did under one setting. Thinking is in tokens of one trace; generated tokens are those of all its traces for a question.</summary>
internal sealed record Measurement(
    string Model, string Quantization, long Parameters, long FileBytes, string Setting, int Questions, int Correct, double Lower, double Upper,
    double MeanThinking, double MedianThinking, double ShareAboveAsked, double MeanGenerated, double Seconds)
{
    /// <summary>Whether each question was answered right, for paired tests.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<bool> Right { get; init; } = [];

    /// <summary>Whether the first trace alone would have been right, where several voted.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<bool> FirstRight { get; init; } = [];

    public double Accuracy => (double)Correct / Questions;

    public static Measurement Of(Member member, Setting setting, IReadOnlyList<Reply> replies, double seconds)
    {
        int correct = replies.Count(reply => reply.Right);
        Interval interval = Proportion.Wilson(correct, replies.Count);
        double[] thinking = [.. replies.SelectMany(reply => reply.Thinking).Select(tokens => (double)tokens)];
        return new(member.Name, member.Quantization, member.Parameters, member.FileBytes, setting.Name, replies.Count, correct, interval.Lower, interval.Upper,
            thinking.Average(), Descriptive.Percentile(thinking, 50), thinking.Count(tokens => tokens > setting.AskedTokens) / (double)thinking.Length,
            replies.Average(reply => reply.Generated), seconds)
        {
            Right = [.. replies.Select(reply => reply.Right)],
            FirstRight = [.. replies.Select(reply => reply.FirstRight)],
        };
    }
}
