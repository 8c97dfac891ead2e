using System.CommandLine;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Studies;
using EdgeReasoning.Tool.StudyFiles;

namespace EdgeReasoning.Tool.Commands;

/// <summary>What a study is of: a file, or models, benchmark, budgets and votes on the command line.</summary>
internal sealed class StudyChoice
{
    private readonly Argument<string?> _file = new("file") { Description = "A study file (YAML or JSON). Without file and models: the tiny family.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _models = new("--model") { Description = "A GGUF file, or tiny:NAME; more than once for more. Servers are named in a study file." };
    private readonly Option<string?> _benchmark = new("--benchmark") { Description = "storymath, or the format of --questions-file; see 'benchmarks'." };
    private readonly Option<string?> _path = new("--questions-file") { Description = "The benchmark's file." };
    private readonly Option<int?> _questions = new("--questions") { Description = "Questions at the most." };
    private readonly Option<string[]> _budgets = new("--budget") { Description = "A thinking budget; more than once for more." };
    private readonly Option<string[]> _scaling = new("--scaling") { Description = "How many samples vote; more than once for more." };
    private readonly Option<string[]> _deadlines = new("--deadline") { Description = "A deadline to choose a configuration for: 500ms; more than once for more." };
    private readonly Option<double?> _profileSeconds = new("--profile-seconds") { Description = "Seconds in which each model is profiled, above 0." };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Where seeds start." };
    private readonly Option<string> _out = new("--out") { Description = "The folder for traces, profiles and reports.", DefaultValueFactory = _ => "study" };
    private readonly ModelChoice _decoding = new();

    public StudyChoice() => _file.Validators.Add(static file =>
    {
        // What is not known as an option is taken for the file.
        if (file.Tokens is [{ Value: ['-', '-', ..] option }, ..]) file.AddError($"{option} is no option of this command; --help lists them.");
    });

    public IEnumerable<Symbol> Symbols => [.. SymbolsOfSingleRequests, _scaling, _deadlines, _profileSeconds];

    /// <summary>Without what only votes, profiles and plans have.</summary>
    public IEnumerable<Symbol> SymbolsOfSingleRequests => [_file, _models, _benchmark, _path, _questions, _budgets, _seed, _out, .. _decoding.Options];

    public string Folder(ParseResult parsed) => parsed.GetValue(_out)!;

    /// <summary>Everything, ready to run. What the command line says goes before what the file says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="profiles">Whether the times come from profiles, which need the models on this device.</param>
    /// <exception cref="ArgumentException">A model is on a server, and is to be profiled.</exception>
    public StudyOptions Read(ParseResult parsed, bool profiles)
    {
        StudyDefinition study = Definition(parsed);
        if (profiles && study.Models.FirstOrDefault(model => model.Server is not null) is { } served)
            throw new ArgumentException($"'{served.Name}' is on a server, of which no profile and no energy can be measured from here, and a study takes its times from profiles. 'evaluate' measures single requests to it.");
        return new()
        {
            Title = study.Title,
            Benchmark = BenchmarkFormats.Read(study.Benchmark),
            Models = [.. study.Models.Select(model => new EdgeReasoning.Studies.StudyModel(model.Name, token => model.Server is { } server ? Task.FromResult<IReasoningEngine>(server.Connect()) : LoadAsync(parsed, model.Path, study, token)) { Budgets = model.Budgets })],
            Budgets = study.Budgets,
            Scaling = study.Scaling,
            Sampling = study.Sampling,
            ProfileTime = TimeSpan.FromSeconds(study.ProfileSeconds),
            Constraints = study.Constraints,
            Evaluation = new EvaluationOptions { Seed = study.Seed, ParallelRequests = 16, WaveSamples = 16 },
        };
    }

    private StudyDefinition Definition(ParseResult parsed)
    {
        string[] models = parsed.GetValue(_models) ?? [];
        StudyDefinition study = parsed.GetValue(_file) is { } file ? StudyFile.Read(file)
            : models.Length == 0 ? StudyFile.Tiny()
            : new StudyDefinition { Models = [] };
        if (models.Length > 0) study = study with { Models = [.. models.Select(model => new StudyFiles.StudyModel(ModelChoice.NameOf(model), ModelOf(model)))] };
        BenchmarkSource benchmark = study.Benchmark;
        return study with
        {
            Benchmark = benchmark with
            {
                Format = parsed.GetValue(_benchmark) ?? benchmark.Format,
                Path = parsed.GetValue(_path) ?? benchmark.Path,
                Questions = parsed.GetValue(_questions) ?? benchmark.Questions,
            },
            Budgets = Given(parsed.GetValue(_budgets), BudgetChoice.Parse) ?? study.Budgets,
            Scaling = Given(parsed.GetValue(_scaling), ScalingChoice.Parse) ?? study.Scaling,
            Constraints = Given(parsed.GetValue(_deadlines), text => new Constraints { Latency = BudgetText.Time(text) }) ?? study.Constraints,
            ProfileSeconds = parsed.GetValue(_profileSeconds) ?? study.ProfileSeconds,
            Seed = parsed.GetValue(_seed) ?? study.Seed,
        };
    }

    private static List<T>? Given<T>(string[]? values, Func<string, T> read) => values is { Length: > 0 } ? [.. values.Select(read)] : null;

    // A file that is not there is told before anything runs.
    private static string ModelOf(string model)
    {
        ModelChoice.PathOf(model);
        return model;
    }

    private async Task<IReasoningEngine> LoadAsync(ParseResult parsed, string model, StudyDefinition study, CancellationToken cancellationToken) =>
        await _decoding.LoadAsync(parsed, model, new ReasoningEngineOptions
        {
            MaxParallelTraces = Math.Clamp(study.Scaling.Max(scaling => scaling.Samples), 16, 64),
            MaxBatchTokens = 1024,
            PrefillChunkTokens = 512,
        }, cancellationToken);
}
