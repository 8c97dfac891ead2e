using EdgeReasoning.Evaluation;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Reporting;
using EdgeReasoning.Studies;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The main job, small, on real models.</summary>
public sealed class StudyRunnerTests
{
    private string _folder = "";
    private int _loads;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("study").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task RunAsync_TinyModels_JudgesPlansAndReports()
    {
        List<string> steps = [];
        Study study = await StudyRunner.RunAsync(Options(), _folder, new Told(steps));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(study.Results.Select(result => result.Configuration.Name), Is.EqualTo(new[]
            {
                "reasoner-small, unlimited, single", "reasoner-small, unlimited, majority of 4",
                "reasoner-small, limit 16 + answer 16, single", "reasoner-small, limit 16 + answer 16, majority of 4",
                "direct-small, unlimited, single", "direct-small, unlimited, majority of 4",
            }));
            Assert.That(study.Results.Select(result => result.MeanSeconds), Has.All.Positive);
            Assert.That(study.Results[1].MeanOutputTokens, Is.GreaterThan(study.Results[0].MeanOutputTokens));
            Assert.That(study.Environment.Single(row => row.Key == "left out: direct-small, limit 16 + answer 16").Value, Does.Contain("no thinking markers"));
            Assert.That(study.Profiles.Select(profile => profile.Model.Name), Is.EqualTo(new[] { "reasoner-small", "direct-small" }));
            Assert.That(study.Plans.Single().IsFeasible, Is.True);
            Assert.That(File.ReadAllText(Path.Combine(_folder, "report.html")), Does.Contain("reasoner-small, unlimited, majority of 4"));
            Assert.That(Study.FromJson(File.ReadAllText(Path.Combine(_folder, "study.json"))).Results, Has.Count.EqualTo(6));
            Assert.That(steps, Is.SupersetOf(new[] { "profile reasoner-small", "profile direct-small", "sample reasoner-small", "sample direct-small" }));
        }
    }

    [Test]
    public async Task RunAsync_Again_MeasuresNothingTwice()
    {
        await StudyRunner.RunAsync(Options(), _folder);
        string traces = File.ReadAllText(Path.Combine(_folder, StudyRunner.TraceFile)), profile = File.ReadAllText(Path.Combine(_folder, "profiles", "reasoner-small.json"));
        _loads = 0;
        await StudyRunner.RunAsync(Options(), _folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(Path.Combine(_folder, StudyRunner.TraceFile)), Is.EqualTo(traces));
            Assert.That(File.ReadAllText(Path.Combine(_folder, "profiles", "reasoner-small.json")), Is.EqualTo(profile));
            Assert.That(_loads, Is.EqualTo(2), "once for each model, to see that it is still the one that was measured");
        }
    }

    [Test]
    public void RunAsync_NothingThatCanBeRun_SaysWhy() => Assert.That(
        async () => await StudyRunner.RunAsync(Options() with { Models = [Model("direct-small", TinyModels.DirectSmall)], Budgets = [BudgetChoice.Parse("limit 16")], ProfileTime = TimeSpan.Zero }, _folder),
        Throws.ArgumentException.With.Message.Contains("direct-small, limit 16, single").And.Message.Contains("no thinking markers"));

    [Test]
    public void Configurations_TwoModelsOfOneName_AreRefused() => Assert.That(
        () => (Options() with { Models = [Model("a", TinyModels.DirectSmall), Model("a", TinyModels.ReasonerSmall)] }).Configurations(),
        Throws.ArgumentException.With.Message.Contains("'a'"));

    private StudyOptions Options() => new()
    {
        Benchmark = Benchmarks.StoryMath(StorySplit.Test, 4),
        Models = [Model("reasoner-small", TinyModels.ReasonerSmall), Model("direct-small", TinyModels.DirectSmall)],
        Budgets = [BudgetChoice.Unlimited, BudgetChoice.Parse("limit 16 + answer 16")],
        Scaling = [ScalingChoice.Single, ScalingChoice.Majority(4)],
        ProfileTime = TimeSpan.FromSeconds(0.5),
        Constraints = [new Constraints { Latency = TimeSpan.FromHours(1) }],
    };

    private StudyModel Model(string name, string path) => new(name, async token =>
    {
        Interlocked.Increment(ref _loads);
        return await LlamaCppEngine.LoadAsync(path, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { MaxParallelTraces = 4 }, cancellationToken: token);
    });

    private sealed class Told(List<string> steps) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            lock (steps) steps.Add(value.Step);
        }
    }
}
