using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;

namespace EdgeReasoning.EvaluationProcess;

/// <summary>The evaluation that the process runs, and that the test runs without interruption: 300 questions, 5 samples each.</summary>
public static class Workload
{
    private const int Questions = 300;

    /// <summary>Traces of the whole run.</summary>
    public const int Traces = Questions * 5;

    /// <summary>Samples into a store what it lacks.</summary>
    public static async Task RunAsync(TraceStore store, IProgress<EvaluationProgress>? progress = null)
    {
        var benchmark = new Benchmark("noise", Enumerable.Range(0, Questions).Select(i => new BenchmarkQuestion
        {
            Id = FormattableString.Invariant($"q{i}"), Prompt = FormattableString.Invariant($"Number {i}?"), Grader = AnswerGraders.Text("yes"),
        }));
        var configuration = new Configuration { Model = "scripted", Scaling = ScalingChoice.Majority(5), Sampling = new SamplingOptions { Temperature = 1, TopP = 1 } };
        // Noise of the tokens before, so that a trace depends on its seed and on nothing else.
        ValueTask<IReasoningEngine> Load(CancellationToken cancellationToken) => ValueTask.FromResult<IReasoningEngine>(
            new ReasoningEngine(ScriptedModel.Noise(), new ReasoningEngineOptions { SequenceTokens = 64, MaxParallelTraces = 1 }, ownsModel: true));
        await Evaluator.RunAsync([new EvaluatedModel("scripted", Load)], benchmark, [configuration], store, new EvaluationOptions { Seed = 11, ControlQuestions = 0 }, progress);
    }
}
