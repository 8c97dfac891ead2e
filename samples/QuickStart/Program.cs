using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Performance;
using EdgeReasoning.Planning;
using EdgeReasoning.QuickStart;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Reporting;
using EdgeReasoning.Studies;

// The main job, on models small enough to ship: which model, how long a thinking, how many votes are worth their time on this machine?
// What is measured is kept in the folder; run it again, and only the questions at the end are new. Another folder, seed or number of questions:
//   dotnet run --project samples/QuickStart -c Release -- FOLDER [SEED] [QUESTIONS]
string folder = args.Length > 0 ? args[0] : Path.Combine("artifacts", "quickstart");
ulong seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
int questions = args.Length > 2 ? int.Parse(args[2]) : 100;

double[] deadlines = [0.1, 0.5, 2.0];
int[] thinking = [24, 48, 96];
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    long start = TimeProvider.System.GetTimestamp();
    BudgetChoice unlimited = BudgetChoice.Unlimited, shortly = BudgetChoice.Parse("limit 64 + answer 16"), noThinking = BudgetChoice.Parse("no-thinking + answer 16");
    // Answers without thinking are so short that a vote of many takes less time than one short thinking.
    ScalingChoice[] single = [ScalingChoice.Single], several = [ScalingChoice.Single, ScalingChoice.Majority(8)], many = [ScalingChoice.Single, ScalingChoice.Majority(16)];
    StudyModel[] models =
    [
        new("reasoner-large", token => LoadAsync(TinyModels.ReasonerLarge, token)) { Scaling = single },
        new("reasoner-middle", token => LoadAsync(TinyModels.ReasonerMiddle, token)) { Budgets = [unlimited, shortly, noThinking], Scaling = single },
        new("reasoner-small", token => LoadAsync(TinyModels.ReasonerSmall, token)) { Scaling = several },
        // Trained to think for as long as it is asked to, so one sentence makes a configuration of its own.
        new("budgeted-middle", token => LoadAsync(TinyModels.BudgetedMiddle, token)) { Budgets = [.. thinking.Select(tokens => BudgetChoice.Parse($"think {tokens}"))], Scaling = single },
        new("direct-large", token => LoadAsync(TinyModels.DirectLarge, token)) { Scaling = many },
        new("direct-small", token => LoadAsync(TinyModels.DirectSmall, token)) { Scaling = many },
    ];
    Study study = await StudyRunner.RunAsync(new StudyOptions
    {
        Title = "QuickStart: the tiny family on StoryMath",
        Benchmark = Benchmarks.StoryMath(StorySplit.Test, questions),
        Models = models,
        ProfileTime = TimeSpan.FromSeconds(2),
        Constraints = [.. deadlines.Select(seconds => new Constraints { Latency = TimeSpan.FromSeconds(seconds) })],
        Evaluation = new EvaluationOptions { Seed = seed, ParallelRequests = 16, WaveSamples = 8 },
    }, folder, new ConsoleProgress(), stop.Token);

    FrontierView.Show(study.Results);
    foreach (Plan plan in study.Plans) Console.WriteLine($"\n{plan.Reason}");

    // The planner as an engine: every request says how much time it has, and gets the configuration that fits.
    Planner planner = Planner.From(study.Results, study.Profiles);
    Plan? chosen = null;
    await using PlannedEngine engine = planner.AsEngine(
        models.Select(model => new PlannedModel(model.Name, MemoryOf(study, model.Name), model.LoadAsync)),
        new PlannedEngineOptions { OnPlanned = plan => chosen = plan });
    string question = Stories.Create(StorySplit.Dev, 2).Question;
    Console.WriteLine($"\n> {question}");
    foreach (double seconds in deadlines)
    {
        ReasoningResult result = await engine.ReasonAsync(question, new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(seconds)) }, stop.Token);
        Console.WriteLine($"  within {seconds} s: {result.Chosen.Extracted?.Normalized ?? "no answer"}, by {chosen?.Choice?.Result.Configuration.Name ?? "the least late"}, in {result.Timing.Total.TotalSeconds:0.000} s");
    }

    Console.WriteLine($"\nThe right answer is {Stories.Create(StorySplit.Dev, 2).Answer}. Report: {Path.GetFullPath(Path.Combine(folder, "report.html"))}");
    Console.WriteLine($"{TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s in all.");
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled. What was measured is kept; run it again to go on.");
    return 130;
}
catch (Exception problem) when (problem is ModelLoadException or NativeLibraryException or InsufficientMemoryException or DecodeException or ArgumentException or InvalidOperationException or IOException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

// A model this small is faster on one thread than on several that wait for each other.
static async Task<IReasoningEngine> LoadAsync(string path, CancellationToken cancellationToken) => await LlamaCppEngine.LoadAsync(
    path, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { MaxParallelTraces = 16, MaxBatchTokens = 1024, PrefillChunkTokens = 512 }, cancellationToken: cancellationToken);

static long MemoryOf(Study study, string model) => study.Results.Where(result => result.Configuration.Model == model).Max(result => result.MemoryBytes) ?? 1;
