// The page's own models, which stand below their first use there, and a benchmark of two questions instead of a hundred.
static class Benchmarks
{
    public static Benchmark StoryMath(StorySplit split, int questions) => EdgeReasoning.Evaluation.Benchmarks.StoryMath(split, Math.Min(questions, 2));
    public static Benchmark MmluRedux(string path, MmluReduxLabels labels) => EdgeReasoning.Evaluation.Benchmarks.MmluRedux(path, labels);
    public static Benchmark FromCsv(string path, string name, Func<string, AnswerGrader> grader, QuestionColumns columns) => EdgeReasoning.Evaluation.Benchmarks.FromCsv(path, name, grader, columns);
}

EvaluatedModel[] models =
[
    new("reasoner-small", async token => await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, cancellationToken: token)),
    new("reasoner-large", async token => await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, cancellationToken: token)),
];
IProgress<EvaluationProgress> progress = null;
DeviceProfile profile = ArtifactCatalog.Profile(ArtifactModel.Qwen1B5);
// Of no model in particular, since what a profile does not know is not compared.
profile = profile with { Model = new ProfiledModel { Name = "reasoner" }, Parallel = [new ParallelDecodeModel { Layout = profile.Backend.Layout, Costs = [new(1, 0.1), new(8, 0.12)], SecondsPerAttendedToken = 0 }] };
var profiles = new Dictionary<string, DeviceProfile> { ["reasoner-small"] = profile, ["reasoner-large"] = profile };
Directory.CreateDirectory("mmlu-redux");
File.WriteAllText("mmlu-redux/virology.jsonl", """{"question":"Which?","choices":["a","b"],"answer":0,"error_type":"ok"}""");
File.WriteAllText("questions.csv", "frage,antwort\nWie viele?,3\n");
