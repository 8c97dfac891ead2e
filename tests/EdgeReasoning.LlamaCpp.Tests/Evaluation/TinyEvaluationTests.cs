using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>An evaluation of the tiny model on real llama.cpp.</summary>
[NonParallelizable]
public sealed class TinyEvaluationTests
{
    private static readonly Configuration Single = new() { Model = "prototype", Budget = new BudgetChoice("limit 12", TokenBudget.Create().Limit(12)), Sampling = new SamplingOptions { Temperature = 1.3f, TopP = 1 } };
    private static readonly Configuration Vote = Single with { Scaling = ScalingChoice.Majority(5) };

    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("edge-reasoning-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task RunAsync_StoppedAndResumed_HasTheTracesOfAnUninterruptedRun()
    {
        using TraceStore whole = TraceStore.Open(Path.Combine(_folder, "whole.jsonl"));
        await Evaluator.RunAsync([Prototype()], Questions(), [Single, Vote], whole);
        string path = Path.Combine(_folder, "parts.jsonl");
        var random = new Random(8);
        for (bool done = false; !done;)
        {
            using TraceStore parts = TraceStore.Open(path);
            using var stop = new CancellationTokenSource();
            try
            {
                await Evaluator.RunAsync([Prototype()], Questions(), [Single, Vote], parts, progress: new StopAfter(random.Next(1, 15), stop), cancellationToken: stop.Token);
                done = true;
            }
            catch (OperationCanceledException)
            {
            }
        }

        using TraceStore resumed = TraceStore.Read(path);
        Assert.That(whole.Traces, Has.Count.EqualTo(12 * 5));
        Assert.That(Contents(resumed), Is.EqualTo(Contents(whole)));
        Assert.That(resumed.Models.Single().FileHash, Has.Length.EqualTo(64));
        Assert.That(resumed.Models.Single().Backend!.Library, Is.EqualTo("llama.cpp"));
    }

    [Test]
    public async Task JudgeAsync_VoteOfStoredTraces_IsThatOfTheEngine()
    {
        using TraceStore store = TraceStore.Open(Path.Combine(_folder, "run.jsonl"));
        EvaluationRun run = await Evaluator.RunAsync([Prototype()], Questions(), [Single, Vote], store);
        ConfigurationResult single = await run.JudgeAsync(Single);
        Assert.That((single.Timing, single.Outcomes.Min(outcome => outcome.Seconds) > 0, single.LatencyAt(50).TimeToFirstToken > 0), Is.EqualTo((Provenance.Measured, true, true)));

        await using IReasoningEngine engine = await Prototype().LoadAsync(default);
        foreach (GradedQuestion graded in await run.GradeAsync(Vote))
        {
            ReasoningResult live = await engine.ReasonAsync(graded.Question.Prompt, new ReasoningOptions
            {
                Budget = Vote.Budget.Budget, Scaling = Vote.Scaling.Policy, Sampling = Vote.Sampling, Extractor = graded.Question.Grader.Extractor,
                Seed = TraceSeeds.OfRequest(0, CellKey.Of(Vote), graded.Question.Id, 0),
            });
            Assert.That(graded.Answer, Is.EqualTo(live.Vote.Answer), graded.Question.Prompt);
        }
    }

    private static EvaluatedModel Prototype() => new("prototype", async token => await LlamaCppEngine.LoadAsync(
        TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { MaxParallelTraces = 5, SequenceTokens = 128 }, cancellationToken: token));

    private static Benchmark Questions() => new("coins", Enumerable.Range(0, 12).Select(i => new BenchmarkQuestion
    {
        Id = FormattableString.Invariant($"{i}"),
        Prompt = FormattableString.Invariant($"Gus has {4 + i} coins. Gus finds {1 + (i % 7)}. Gus doubles. How many?"),
        Grader = AnswerGraders.Number(FormattableString.Invariant($"{2 * (5 + i + (i % 7))}")),
    }));

    private static string[] Contents(TraceStore store) =>
        [.. store.Traces.Select(trace => $"{trace.Question} {trace.Sample} {trace.Trace.Seed} {string.Join(' ', trace.Trace.Tokens)} {trace.Trace.Answer} {trace.Trace.StopReason}").Order(StringComparer.Ordinal)];

    private sealed class StopAfter(int traces, CancellationTokenSource stop) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            if (--traces == 0) stop.Cancel();
        }
    }
}
