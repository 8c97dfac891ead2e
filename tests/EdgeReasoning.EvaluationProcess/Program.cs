using EdgeReasoning.Evaluation;
using EdgeReasoning.EvaluationProcess;

// Runs the workload into the store that is named, and says so after every trace, so that whoever started it can kill it at a known place.
Console.WriteLine("ready");
using TraceStore store = TraceStore.Open(args[0]);
await Workload.RunAsync(store, new Lines());

internal sealed class Lines : IProgress<EvaluationProgress>
{
    public void Report(EvaluationProgress value) => Console.WriteLine(value.Done);
}
