using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

/// <summary>The code of docs/scaling, compiled and run.</summary>
[NonParallelizable]
public sealed class DocumentationTests
{
    private static readonly CancellationToken cancellationToken = CancellationToken.None;

    private static ScalingPolicy Scaling { get; set; } = ScalingPolicies.Single;

    public sealed class FirstAgreement(int maxSamples) : ScalingPolicy
    {
        public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
        {
            var tally = new VoteTally();
            await foreach (Trace trace in traces.SampleAsync(maxSamples, cancellationToken: cancellationToken))
            {
                tally.Add(trace);
                if (tally.Leader.Votes == 2) break;   // leaving the loop cancels the other samples and frees their memory
            }

            return tally.ToOutcome();
        }
    }

    [Test]
    public async Task Snippets_OfThePages_CompileAndRun()
    {
        var policies = new List<ScalingPolicy>();
        foreach (Action page in new Action[] { Single, MajorityVote, MajorityVoteOptions, ShortestFirst, Adaptive, AdaptiveChoices, EarlyStopping, Predictive, Certified, DeepConf, Best, BestGoodEnough })
        {
            page();
            policies.Add(Scaling);
        }

        foreach (ScalingPolicy policy in policies)
        {
            var source = new RecordedTraces([.. ScalingData.Traces(string.Join(' ', Enumerable.Repeat("A:5", 64))).Select(trace => trace with { Confidences = [3, 3, 3] })]);
            Assert.That(policy.Run(source).Answer, Is.EqualTo("A"));
        }

        foreach (Action page in new Action[] { Online, NoThinking, NoThinkingAdaptive, Revision, RevisionMix, RevisionText })
        {
            page();
            var spy = new SpySource([.. ScalingData.Traces(string.Join(' ', Enumerable.Repeat("A:5", 64))).Select(trace => trace with { Confidences = [3, 3, 3] })]);
            Assert.That(Scaling.Run(spy).Answer, Is.EqualTo("A"));
        }

        Assert.That(new FirstAgreement(8).Run(ScalingData.Source("A B C B A A A A")).Answer, Is.EqualTo("B"));
        await Readme();
    }

    [Test]
    public void Snippets_OfThePages_StandInThisFile()
    {
        string root = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(root, "EdgeReasoning.Core.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        HashSet<string> here = [.. Lines(File.ReadAllLines(Path.Combine(root, "tests", "EdgeReasoning.Core.Tests", "Scaling", "DocumentationTests.cs")))];
        string[] pages = [.. Directory.GetFiles(Path.Combine(root, "docs", "scaling"), "*.md").SelectMany(page => Snippets(File.ReadAllLines(page)))];
        Assert.That(pages, Has.Length.GreaterThan(35));
        Assert.That(pages.Where(line => !here.Contains(line)), Is.Empty);
    }

    private static async Task Readme()
    {
        var options = new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(samples: 16) };
        Assert.That(options.Scaling, Is.Not.SameAs(ScalingPolicies.Single));

        DeviceProfile profile = ArtifactCatalog.Profile(ArtifactModel.Llama8B);
        profile = profile with { Parallel = [new ParallelDecodeModel { Layout = profile.Backend.Layout, Costs = [new(1, 0.1), new(8, 0.12)], SecondsPerAttendedToken = 0 }] };
        LatencyModel latency = profile.Latency();
        int samples = SampleCount.Within(latency, promptTokens: 120, replyTokens: 400, TimeSpan.FromSeconds(20));
        int? affordable = SampleCount.Within(profile.Energy(), promptTokens: 120, replyTokens: 400, joules: 100);
        Assert.That(samples, Is.Zero);
        Assert.That(affordable, Is.Null.Or.Not.Negative);

        Trace[] stored = ScalingData.Traces(string.Join(' ', Enumerable.Repeat("A:5", 64)));
        TextWriter console = Console.Out;
        Console.SetOut(TextWriter.Null);
        var source = new RecordedTraces(stored);
        ScalingOutcome outcome = await ScalingPolicies.MajorityVote(16).ScaleAsync(source, cancellationToken);
        Console.WriteLine($"{outcome.Answer} with {source.OutputTokens} tokens in {source.Steps} steps");
        Console.SetOut(console);
        Assert.That(source.OutputTokens, Is.EqualTo(40));
    }

    private static void Single() =>
        Scaling = ScalingPolicies.Single;

    private static void MajorityVote() =>
        Scaling = ScalingPolicies.MajorityVote(samples: 16);

    private static void MajorityVoteOptions()
    {
        Scaling = ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 16, Launch = SampleLaunch.AllAtOnce });
        var weighted = new MajorityVoteOptions { Samples = 16, Weight = trace => TraceConfidence.Mean(trace.Confidences!) };
        Scaling = ScalingPolicies.MajorityVote(weighted);
    }

    private static void ShortestFirst() =>
        Scaling = ScalingPolicies.ShortestFirst(samples: 8, finishers: 3);

    private static void Adaptive() =>
        Scaling = ScalingPolicies.AdaptiveConsistency(maxSamples: 40, threshold: 0.95);

    private static void AdaptiveChoices() =>
        Scaling = ScalingPolicies.AdaptiveConsistency(new AdaptiveConsistencyOptions { Choices = 4 });   // four letters to choose from

    private static void EarlyStopping() =>
        Scaling = ScalingPolicies.EarlyStopping(maxSamples: 40, window: 5);

    private static void Predictive() =>
        Scaling = ScalingPolicies.PredictiveStop(maxSamples: 16, threshold: 0.95);

    private static void Certified() =>
        Scaling = ScalingPolicies.CertifiedVote(maxSamples: 64, errorRate: 0.05);

    private static void DeepConf() =>
        Scaling = ScalingPolicies.DeepConf(samples: 16);

    private static void Online() =>
        Scaling = ScalingPolicies.DeepConfOnline(maxSamples: 32, warmup: 8);

    private static void Best() =>
        Scaling = ScalingPolicies.BestOf(samples: 8, async (trace, cancellationToken) => await ScoreAsync(trace.Answer, cancellationToken));

    private static void BestGoodEnough() =>
        Scaling = ScalingPolicies.BestOf(samples: 8, ScoreTraceAsync, goodEnough: 1);   // the first that passes

    private static void NoThinking() =>
        Scaling = ScalingPolicies.NoThinking(samples: 16);

    private static void NoThinkingAdaptive() =>
        Scaling = ScalingPolicies.AdaptiveConsistency().Under(TokenBudget.Create().NoThinking());   // with another stop

    private static void Revision() =>
        Scaling = ScalingPolicies.Revision(rounds: 2);                // one chain

    private static void RevisionMix() =>
        Scaling = ScalingPolicies.Revision(rounds: 2, samples: 4);    // four chains vote

    private static void RevisionText() =>
        Scaling = ScalingPolicies.EarlyStopping().Under(TokenBudget.Create().Extend(minThinkingTokens: 500));

    private static ValueTask<double> ScoreAsync(string answer, CancellationToken cancellationToken) => ValueTask.FromResult((double)answer.Length);

    private static ValueTask<double> ScoreTraceAsync(Trace trace, CancellationToken cancellationToken) => ScoreAsync(trace.Answer, cancellationToken);

    /// <summary>The lines of the blocks of C#, as they would stand in a file: without their indent, and with the semicolon that an assignment needs.</summary>
    private static IEnumerable<string> Snippets(string[] page)
    {
        bool inside = false;
        foreach (string line in page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```csharp";
            else if (inside && line.Trim().Length > 0) yield return Normal(line);
        }
    }

    private static IEnumerable<string> Lines(string[] file) => file.Select(Normal);

    private static string Normal(string line)
    {
        string text = line.Trim();
        int comment = text.IndexOf("   //", StringComparison.Ordinal);
        if (comment >= 0) text = text[..comment].TrimEnd();
        return text.TrimEnd(';');
    }
}
