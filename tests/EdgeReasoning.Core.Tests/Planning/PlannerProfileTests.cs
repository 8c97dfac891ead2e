using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning;

/// <summary>What profiles do to predictions: a prompt of p tokens and 101 steps take p ms + 1 s there.</summary>
public sealed class PlannerProfileTests
{
    private static PlanCandidate Only(ConfigurationResult result, DeviceProfile profile, int? promptTokens = null)
        => Planner.From([result], [profile]).Choose(new Constraints { LatencyPercent = 50 }, promptTokens).Choice!;

    [TestCase(null, 2.2, 11.0)]
    [TestCase(100, 2.2, 11.0)]
    [TestCase(650, 3.3, 16.5)]
    public void Choose_ProfileOfTheSameDevice_ScalesWhatWasToldToThePrompt(int? prompt, double seconds, double joules)
    {
        PlanCandidate candidate = Only(Told.Result("m", "b", 40, seconds: 2.2, joules: 11), Told.Profile("m", watts: 10), prompt);

        Assert.That(candidate.Seconds.Value, Is.EqualTo(seconds).Within(1e-9));
        Assert.That(candidate.Joules, Is.EqualTo(joules).Within(1e-9));
        Assert.That(candidate.Seconds.IsExtrapolated, Is.False);
    }

    [TestCase(null, 1.1)]
    [TestCase(650, 1.65)]
    public void Choose_ProfileOfAnotherDevice_PredictsThatDeviceFromTheTokens(int? prompt, double seconds)
    {
        PlanCandidate candidate = Only(Told.Result("m", "b", 40, seconds: 2.2, joules: 11, device: "Server"), Told.Profile("m", watts: 10), prompt);

        Assert.That(candidate.Seconds.Value, Is.EqualTo(seconds).Within(1e-9));
        Assert.That(candidate.Joules, Is.EqualTo(10 * seconds).Within(1e-9));
        Assert.That(Only(candidate.Result, Told.Profile("m"), prompt).Joules, Is.Null, "the server's joules are not the board's");
    }

    /// <summary>404 tokens in 101 steps are 4 traces a step, which takes 16 ms.</summary>
    [Test]
    public void Choose_ParallelSamples_TakesTheTracesThatAStepHasOnAverage()
    {
        PlanCandidate candidate = Only(Told.Result("m", "b", 40, samples: 8, output: 404, device: "Server"), Told.Profile("m"));

        Assert.That(candidate.Seconds.Value, Is.EqualTo(.1 + 1.6).Within(1e-9));
    }

    [Test]
    public void Choose_PromptBeyondTheFit_IsFlaggedAndNoted()
    {
        Plan plan = Planner.From([Told.Result("m", "b", 40)], [Told.Profile("m")]).Choose(new Constraints(), 1500);

        Assert.That(plan.Choice!.Seconds.IsExtrapolated, Is.True);
        Assert.That(plan.Notes, Has.Some.Contains("beyond what its model's profile was fitted on"));
        Assert.That(Planner.From([Told.Result("m", "b", 40)]).Choose(new Constraints(), 1500).Choice!.Seconds.IsExtrapolated, Is.True, "without a profile the prompt changes nothing, which is said");
    }

    [Test]
    public void Choose_LongerPrompt_LeavesTheSlowConfiguration()
    {
        var planner = Planner.From([Told.Result("m", "long", 60, seconds: 1.1), Told.Result("m", "short", 40, steps: 11, output: 11, seconds: .2)], [Told.Profile("m")]);
        var within = new Constraints { Latency = TimeSpan.FromSeconds(1.2) };

        Assert.That(planner.Choose(within, 200).Choice!.Result.Configuration.Budget.Name, Is.EqualTo("long"));
        Assert.That(planner.Choose(within, 201).Choice!.Result.Configuration.Budget.Name, Is.EqualTo("short"));
    }

    /// <summary>Weights, then 8 prompts of 100 tokens and replies of 101.</summary>
    [Test]
    public void Choose_MemoryNotTold_IsThatOfTheProfile()
    {
        PlanCandidate candidate = Only(Told.Result("m", "b", 40, samples: 8, output: 404), Told.Profile("m"));

        Assert.That(candidate.MemoryBytes, Is.EqualTo(1000 + (8 * 201)));
        Assert.That(Only(Told.Result("m", "b", 40, memory: 77), Told.Profile("m")).MemoryBytes, Is.EqualTo(77));
    }

    /// <summary>The fit's interval of one measurement, and ranks 40 and 61 of 100 around the median.</summary>
    [Test]
    public void Choose_PredictedTimes_JoinTheFitsIntervalWithThatOfThePercentile()
    {
        var fit = new FitReport { SampleCount = 9, Outliers = [], RSquared = 1, MapePercent = 1, IntervalLevel = .9, RelativeHalfWidth = .1, Parameters = [], Warnings = [] };
        DeviceProfile sure = Told.Profile("m");
        DeviceProfile profile = sure with { Prefill = sure.Prefill with { Fit = fit }, Decode = sure.Decode with { Fit = fit } };
        ConfigurationResult result = Told.Result("m", "b", 40, timing: Provenance.Predicted).WithSeconds(i => i + 1);

        Prediction seconds = Only(result, profile).Seconds;

        Assert.That(seconds.Value, Is.EqualTo(50.5));
        Assert.That(seconds.Low, Is.EqualTo(.9 * 40).Within(1e-9));
        Assert.That(seconds.High, Is.EqualTo(1.1 * 61).Within(1e-9));
    }

    [Test]
    public void From_ProfilesByName_WithOrWithoutQuantization()
    {
        ConfigurationResult server = Told.Result("m Q4", "b", 40, device: "Server");

        Assert.That(Planner.From([server], [Told.Profile("other"), Told.Profile("m", quantization: "Q4")]).Choose(new Constraints()).Choice!.Seconds.Value, Is.EqualTo(1.1).Within(1e-9));
        Assert.That(Planner.From([server], [Told.Profile("m")]).Choose(new Constraints()).Choice!.Seconds.Value, Is.EqualTo(1));
        Assert.That(() => Planner.From([server], [Told.Profile("m Q4"), Told.Profile("m", quantization: "Q4")]), Throws.ArgumentException.With.Message.Contains("2 profiles are of 'm Q4'"));
    }

    [Test]
    public void From_NoParallelMeasurements_RefusesAnotherDeviceAndKeepsWhatWasToldOnTheSame()
    {
        ConfigurationResult vote = Told.Result("m", "b", 40, samples: 8, output: 404, seconds: 3);

        Assert.That(() => Planner.From([vote with { Device = "Server" }], [Told.Profile("m", parallel: false)]), Throws.ArgumentException.With.Message.Contains("parallel counts"));
        Assert.That(Only(vote, Told.Profile("m", parallel: false), 650).Seconds, Is.EqualTo(new Prediction(3, 3, 3, true)));
    }
}
