using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>Samples 32 traces of each question once, and judges every policy on them: accuracy, tokens, and steps of decoding instead of wall time.</summary>
internal static class ScalingReplay
{
    private const int Most = 32, Sixteen = 16;

    public static async Task Run(string[] args)
    {
        string path = args.Length > 0 ? args[0] : TinyModels.ReasonerMiddle;
        int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
        StoryQuestion[] questions = StoryQuestion.Read(TinyModels.StoryMathTestOpen, count);
        var stored = new IReadOnlyList<Trace>[count];
        await using (ReasoningEngine engine = await LlamaCppEngine.LoadAsync(path, new LlamaCppOptions { Threads = 1 },
            new ReasoningEngineOptions { MaxParallelTraces = Most, SequenceTokens = 768, Layout = KvLayout.Separate }))
        {
            for (int i = 0; i < count; i++)
            {
                ReasoningResult result = await engine.ReasonAsync(questions[i].Text, new ReasoningOptions
                {
                    Scaling = new FixedVote(Most), Seed = (ulong)i, Extractor = AnswerExtractors.Number, Sampling = new SamplingOptions { ConfidenceTopK = 20 },
                });
                stored[i] = result.Traces;
                if (i % 10 == 9) Console.Error.WriteLine($"{i + 1} of {count} questions sampled");
            }
        }

        Console.WriteLine($"{Path.GetFileName(path)}, {count} questions of StoryMath, open form, temperature 0.6, top-p 0.95; {Most} traces of each sampled once and played back");
        Console.WriteLine("| policy | n | accuracy | tokens | traces | steps |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        var rows = new List<object>();
        foreach (int samples in new[] { 1, 2, 4, 8, 16, 32 })
        {
            foreach ((string name, ScalingPolicy policy) in Policies(samples))
            {
                Judged[] judged = await Judge(policy, questions, stored);
                int correct = judged.Count(answer => answer.Correct);
                Interval wilson = Proportion.Wilson(correct, count);
                BootstrapResult tokens = Bootstrap.Mean([.. judged.Select(answer => (double)answer.Tokens)], 1);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {samples} | {(double)correct / count:P1} ({100 * wilson.Lower:F1} to {100 * wilson.Upper:F1}) | "
                    + $"{tokens.Estimate:F0} ({tokens.Interval.Lower:F0} to {tokens.Interval.Upper:F0}) | {judged.Average(answer => answer.Traces):F1} | {judged.Average(answer => answer.Steps):F0} |"));
                rows.Add(new
                {
                    Policy = name, Samples = samples, Questions = count, Correct = correct, WilsonLower = wilson.Lower, WilsonUpper = wilson.Upper, Tokens = tokens.Estimate,
                    Traces = judged.Average(answer => answer.Traces), Steps = judged.Average(answer => answer.Steps),
                });
            }
        }

        Judged[] all = await Judge(new FixedVote(Sixteen), questions, stored), fewer = await Judge(ScalingPolicies.MajorityVote(Sixteen), questions, stored);
        Console.WriteLine();
        Console.WriteLine($"majority of {Sixteen} with stopping against all {Sixteen}: the same answer {all.Zip(fewer).Count(pair => pair.First.Answer == pair.Second.Answer)} of {count} times");
        Console.WriteLine("| steps of the question | questions | accuracy of 16 | traces | tokens saved |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        foreach (var band in questions.Select((question, i) => (question.Steps, All: all[i], Fewer: fewer[i])).GroupBy(row => (row.Steps - 1) / 4).OrderBy(band => band.Key)) Saving($"{4 * band.Key + 1} to {4 * band.Key + 4}", [.. band.Select(row => (row.All, row.Fewer))]);
        Saving("all", [.. all.Zip(fewer)]);
        Directory.CreateDirectory("artifacts");
        await File.WriteAllTextAsync(Path.Combine("artifacts", $"scaling-replay-{Path.GetFileNameWithoutExtension(path)}.json"), JsonSerializer.Serialize(rows, new JsonSerializerOptions { WriteIndented = true }));
    }

    private static IEnumerable<(string Name, ScalingPolicy Policy)> Policies(int samples)
    {
        yield return ("fixed", new FixedVote(samples));
        if (samples == 1) yield break;
        yield return ("majority", ScalingPolicies.MajorityVote(samples));
        if (samples < 4) yield break;
        foreach ((string Name, ScalingPolicy Policy) stopping in PlayablePolicies.Of(samples)) yield return stopping;
    }

    private static async Task<Judged[]> Judge(ScalingPolicy policy, StoryQuestion[] questions, IReadOnlyList<Trace>[] stored)
    {
        var judged = new Judged[questions.Length];
        for (int i = 0; i < judged.Length; i++)
        {
            var source = new RecordedTraces(stored[i]);
            ScalingOutcome outcome = await policy.ScaleAsync(source, CancellationToken.None);
            judged[i] = new(outcome.Answer, AnswerEquality.Mathematical.Equals(outcome.Answer, questions[i].Answer), source.OutputTokens, source.Started, source.Steps);
        }

        return judged;
    }

    private static void Saving(string band, (Judged All, Judged Fewer)[] rows) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {band} | {rows.Length} | {rows.Average(row => row.All.Correct ? 1.0 : 0):P1} | {rows.Average(row => row.Fewer.Traces):F1} | {1 - (double)rows.Sum(row => row.Fewer.Tokens) / rows.Sum(row => row.All.Tokens):P1} |"));

    private sealed record Judged(string? Answer, bool Correct, long Tokens, int Traces, long Steps);
}
