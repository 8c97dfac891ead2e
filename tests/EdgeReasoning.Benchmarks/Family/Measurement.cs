using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>
/// What one model did under one setting. Thinking is in tokens of one trace; generated tokens are those of all its traces for a question.
/// <paramref name="Right"/> has a digit for every question, 1 where it was answered right, for paired tests; <paramref name="FirstRight"/> the same
/// for the first trace alone.
/// </summary>
internal sealed record Measurement(
    string Model, string ModelHash, string Quantization, long Parameters, long FileBytes, string Setting, int Questions, int Correct, double Lower, double Upper,
    double MeanThinking, double MedianThinking, double ShareAboveAsked, double MeanGenerated, double Seconds, string Right, string FirstRight)
{
    public double Accuracy => (double)Correct / Questions;

    public static Measurement Of(Member member, Setting setting, IReadOnlyList<Reply> replies, double seconds)
    {
        int correct = replies.Count(reply => reply.Right);
        Interval interval = Proportion.Wilson(correct, replies.Count);
        double[] thinking = [.. replies.SelectMany(reply => reply.Thinking).Select(tokens => (double)tokens)];
        return new(member.Name, member.Hash, member.Quantization, member.Parameters, member.FileBytes, setting.Name, replies.Count, correct, interval.Lower, interval.Upper,
            thinking.Average(), Descriptive.Percentile(thinking, 50), thinking.Count(tokens => tokens > setting.AskedTokens) / (double)thinking.Length,
            replies.Average(reply => reply.Generated), seconds, Digits(replies.Select(reply => reply.Right)), Digits(replies.Select(reply => reply.FirstRight)));
    }

    private static string Digits(IEnumerable<bool> right) => string.Concat(right.Select(one => one ? '1' : '0'));
}
