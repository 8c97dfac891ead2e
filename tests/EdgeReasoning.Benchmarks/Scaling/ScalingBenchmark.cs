using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>Accuracy, tokens and wall time of the scaling policies; what stopping saves, and what a batch does.</summary>
internal static class ScalingBenchmark
{
    private const int Sixteen = 16;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() },
    };

    public static async Task Run(string[] args)
    {
        string path = args.Length > 0 ? args[0] : TinyModels.ReasonerMiddle;
        int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50;
        // The prototype knows simpler stories than those of StoryMath.
        bool prototype = path == TinyModels.PrototypeReasoner || path == "prototype";
        if (prototype) path = TinyModels.PrototypeReasoner;
        StoryQuestion[] questions = prototype ? StoryQuestion.Generate(count, 20261122) : StoryQuestion.Read(TinyModels.StoryMathTestOpen, count);
        string source = prototype ? "generated for the prototype" : "StoryMath";
        var sampling = new SamplingOptions { Temperature = args.Length > 2 ? float.Parse(args[2], CultureInfo.InvariantCulture) : 1, TopP = 1 };

        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(
            path, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { MaxParallelTraces = 32, SequenceTokens = 512, Layout = KvLayout.Separate });
        var run = new PolicyRun(engine, questions, sampling);
        var model = (ModelInfo)engine.GetService(typeof(ModelInfo))!;
        Console.WriteLine($"{model.Name}, {questions.Length} questions ({source}), temperature {sampling.Temperature}, power meter: {run.Meter}");
        await run.One(0, new FixedVote(32));   // warm-up: compiled, weights in memory

        List<Score> table = await Table(run, prototype);
        (StoppingReport[] stopping, Answered[] sixteen) = await Stopping(run);
        BatchReport batch = await Batch(run, sixteen);
        var report = new ScalingReport
        {
            Model = model.Name, Backend = (BackendIdentity)engine.GetService(typeof(BackendIdentity))!, Questions = $"{questions.Length}, {source}",
            Sampling = sampling, PowerMeter = run.Meter, Table = table, Stopping = stopping, Batch = batch,
        };
        Directory.CreateDirectory("artifacts");
        string file = Path.Combine("artifacts", $"scaling-{model.Name}.json".Replace('/', '-').Replace(' ', '-'));
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Json));
        Console.WriteLine($"saved as {file}");
    }

    private static async Task<List<Score>> Table(PolicyRun run, bool prototype)
    {
        var table = new List<Score>();
        Console.WriteLine();
        Console.WriteLine($"{"policy",-22} {"n",3} {"accuracy",8} {"95 %",15} {"tokens",7} {"95 %",13} {"ms",7} {"95 %",15} {"traces",6} {"J",6}");
        foreach (int samples in new[] { 1, 2, 4, 8, 16, 32 })
        {
            foreach ((string name, ScalingPolicy policy) in Policies(samples, prototype))
            {
                (Answered[] answers, double? joules) = await run.All(policy);
                Score score = Score.Of(name, samples, answers, joules);
                table.Add(score);
                Console.WriteLine($"{name,-22} {samples,3} {score.Accuracy,8:P1} {Range(score.AccuracyInterval, "P1"),15} {score.TokensPerQuestion,7:F0} {Range(score.TokensInterval, "F0"),13} "
                    + $"{score.MillisecondsPerQuestion,7:F1} {Range(score.MillisecondsInterval, "F1"),15} {score.TracesPerQuestion,6:F1} {score.JoulesPerQuestion?.ToString("F1", CultureInfo.InvariantCulture) ?? "-",6}");
            }
        }

        return table;
    }

    private static IEnumerable<(string Name, ScalingPolicy Policy)> Policies(int samples, bool prototype)
    {
        if (samples == 1)
        {
            yield return ("single", ScalingPolicies.Single);
            // The prototype cannot spell "Wait".
            if (!prototype) yield return ("revision, 1 round", ScalingPolicies.Revision(1));
            yield return ("no thinking", ScalingPolicies.NoThinking(1));
            yield break;
        }

        yield return ("fixed", new FixedVote(samples));
        yield return ("majority", ScalingPolicies.MajorityVote(samples));
        yield return ("majority, all at once", ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = samples, Launch = SampleLaunch.AllAtOnce }));
        yield return ("no thinking", ScalingPolicies.NoThinking(samples));
        if (samples < 4) yield break;
        foreach ((string Name, ScalingPolicy Policy) stopping in PlayablePolicies.Of(samples)) yield return stopping;
        yield return ("DeepConf online", ScalingPolicies.DeepConfOnline(samples, samples / 2));
        if (!prototype) yield return ("revision, 1 round", ScalingPolicies.Revision(1, samples));
    }

    private static async Task<(StoppingReport[] Reports, Answered[] Sixteen)> Stopping(PolicyRun run)
    {
        (Answered[] all, _) = await run.All(new FixedVote(Sixteen));
        (string, ScalingPolicy)[] policies =
        [
            ("majority of 16, in waves", ScalingPolicies.MajorityVote(Sixteen)),
            ("majority of 16, all at once", ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = Sixteen, Launch = SampleLaunch.AllAtOnce })),
            ("adaptive consistency, 16", ScalingPolicies.AdaptiveConsistency(Sixteen)),
        ];
        var reports = new List<StoppingReport>();
        Console.WriteLine();
        Console.WriteLine("against a fixed 16, same seeds; goal of the majority: the same answers for at least 30 % fewer tokens");
        foreach ((string name, ScalingPolicy policy) in policies)
        {
            (Answered[] fewer, _) = await run.All(policy);
            int same = all.Zip(fewer).Count(pair => pair.First.Answer == pair.Second.Answer);
            var byDifficulty = all.Zip(fewer).GroupBy(pair => Band(pair.First.Steps)).OrderBy(band => band.Min(pair => pair.First.Steps)).Select(band => new DifficultyReport(
                band.Key, band.Count(), band.Average(pair => pair.First.Correct ? 1.0 : 0), band.Average(pair => pair.First.Answer == pair.Second.Answer ? 1.0 : 0),
                band.Average(pair => pair.Second.Samples), Saved(band.Select(pair => pair.First), band.Select(pair => pair.Second), a => a.Tokens))).ToArray();
            var report = new StoppingReport(name, all.Length, same, Saved(all, fewer, a => a.Tokens), Saved(all, fewer, a => a.Seconds), byDifficulty);
            reports.Add(report);
            Console.WriteLine($"{name,-28} same answers {same}/{all.Length}, tokens saved {report.TokensSaved:P1}, time saved {report.TimeSaved:P1}");
            foreach (DifficultyReport band in byDifficulty)
                Console.WriteLine($"  {band.Steps,-10} {band.Questions,4} questions, accuracy of 16 {band.Accuracy,6:P1}, traces {band.TracesPerQuestion,4:F1}, tokens saved {band.TokensSaved,6:P1}");
        }

        return ([.. reports], all);
    }

    private static async Task<BatchReport> Batch(PolicyRun run, Answered[] all)
    {
        int questions = Math.Min(all.Length, 40);
        var (sixteen, stopping, atOnce) = (new double[questions], new double[questions], new double[questions]);
        ScalingPolicy allAtOnce = ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = Sixteen, Launch = SampleLaunch.AllAtOnce });
        for (int i = 0; i < questions; i++)
        {
            double calls = 0;
            for (ulong call = 1; call <= Sixteen; call++) calls += (await run.One(i, ScalingPolicies.Single, call)).Seconds;
            sixteen[i] = (await run.One(i, new FixedVote(Sixteen))).Seconds / calls;
            stopping[i] = (await run.One(i, ScalingPolicies.MajorityVote(Sixteen))).Seconds / calls;
            atOnce[i] = (await run.One(i, allAtOnce)).Seconds / calls;
        }

        var report = new BatchReport(questions, Descriptive.Median(sixteen), Descriptive.Median(stopping), Descriptive.Median(atOnce));
        Console.WriteLine();
        Console.WriteLine($"wall time over that of 16 calls in a row, median of {questions} questions; goal at most 0.25");
        Console.WriteLine($"  all 16 in a batch {report.SixteenOverCalls:F3}, majority of 16 in waves {report.StoppingOverCalls:F3}, all at once {report.AllAtOnceOverCalls:F3}");
        return report;
    }

    private static double Saved(IEnumerable<Answered> all, IEnumerable<Answered> fewer, Func<Answered, double> cost) => 1 - (fewer.Sum(cost) / all.Sum(cost));

    private static string Band(int steps) => steps switch { <= 2 => "1-2 steps", <= 4 => "3-4 steps", <= 6 => "5-6 steps", <= 9 => "7-9 steps", _ => "10+ steps" };

    private static string Range(double[] interval, string format) =>
        $"{interval[0].ToString(format, CultureInfo.InvariantCulture)}-{interval[1].ToString(format, CultureInfo.InvariantCulture)}";
}
