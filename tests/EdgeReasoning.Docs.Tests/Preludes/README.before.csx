Benchmark benchmark = Benchmarks.StoryMath(StorySplit.Dev, 4);
var models = new[] { new StudyModel("small", async token => await LlamaCppEngine.LoadAsync("small.gguf", cancellationToken: token)) };
var loaders = new[] { new PlannedModel("small", 10_000_000, async token => await LlamaCppEngine.LoadAsync("small.gguf", cancellationToken: token)) };
