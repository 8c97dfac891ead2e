using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Planning;
using EdgeReasoning.Remote;
using EdgeReasoning.Tool.Commands;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>Reads study files: YAML, of which JSON is a part.</summary>
internal static class StudyFile
{
    private static readonly string[] s_settings = ["title", "benchmark", "models", "budgets", "scaling", "sampling", "profileSeconds", "constraints", "seed"];
    private static readonly string[] s_benchmark = ["format", "path", "questions", "form", "questionColumn", "answerColumn"];
    private static readonly string[] s_model = ["name", "path", "url", "model", "server", "keyVariable", "device", "budgets"];
    private static readonly string[] s_ofServers = ["model", "server", "keyVariable", "device"];
    private static readonly string[] s_sampling = ["temperature", "topP", "topK", "minP"];
    private static readonly string[] s_constraints = ["latency", "percent", "energyJoules", "memoryMegabytes", "minimumAccuracy"];

    /// <summary>Reads one.</summary>
    /// <exception cref="StudyFileException">It has mistakes: all of them, each with its line.</exception>
    public static StudyDefinition Read(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>The study of the tiny models that comes along.</summary>
    public static StudyDefinition Tiny()
    {
        using var reader = new StreamReader(typeof(StudyFile).Assembly.GetManifestResourceStream("tiny.yaml")!);
        return Parse(reader.ReadToEnd(), "tiny.yaml");
    }

    public static StudyDefinition Parse(string text, string path)
    {
        List<string> mistakes = [];
        StudyDefinition? study = null;
        try
        {
            var stream = StudyYaml.Load(text);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) study = Study(new StudyNode(root, mistakes, s_settings), mistakes);
            else mistakes.Add($"line 1: a study file is one mapping with {string.Join(", ", s_settings)}.");
        }
        catch (YamlException problem)
        {
            mistakes.Add(StudyNode.At(problem.Start, problem.Message));
        }

        return mistakes.Count == 0 ? study! : throw new StudyFileException($"{path} cannot be used:\n  {string.Join("\n  ", mistakes)}");
    }

    private static StudyDefinition Study(StudyNode node, List<string> mistakes)
    {
        var defaults = new StudyDefinition { Models = [] };
        List<StudyModel>? models = node.List("models", item => Model(item, mistakes));
        if (models is null) node.Complain("'models' is missing: a list of GGUF files, of tiny:NAME, or of servers by their url.");
        foreach (IGrouping<string, StudyModel> same in (models ?? []).GroupBy(model => model.Name).Where(group => group.Count() > 1))
            node.Complain($"two models are called '{same.Key}'; give each a 'name' of its own.");
        return defaults with
        {
            Title = node.Text("title") ?? defaults.Title,
            Benchmark = Benchmark(node) ?? defaults.Benchmark,
            Models = models ?? [],
            Budgets = node.List("budgets", item => BudgetChoice.Parse($"{item}")) ?? defaults.Budgets,
            Scaling = node.List("scaling", item => ScalingChoice.Parse($"{item}")) ?? defaults.Scaling,
            Sampling = Sampling(node, mistakes),
            ProfileSeconds = node.Number("profileSeconds") ?? defaults.ProfileSeconds,
            Constraints = node.List("constraints", item => Limits(item, mistakes)) ?? defaults.Constraints,
            Seed = node.Read<ulong?>("seed", value => ulong.TryParse(value, out ulong seed) ? seed : throw new FormatException($"'{value}' is no seed; take a whole number from 0.")) ?? defaults.Seed,
        };
    }

    private static StudyModel Model(YamlNode item, List<string> mistakes)
    {
        if (item is not YamlMappingNode map) return new(ModelChoice.NameOf($"{item}"), Existing($"{item}"));
        var node = new StudyNode(map, mistakes, s_model);
        List<BudgetChoice>? budgets = node.List("budgets", budget => BudgetChoice.Parse($"{budget}"));
        if (node.Has("url")) return Served(node, budgets);
        string? path = node.Read("path", Existing);
        if (!node.Has("path")) node.Complain("a model needs a 'path', or the 'url' of a server.");
        if (s_ofServers.FirstOrDefault(node.Has) is { } other) node.Complain($"'{other}' is of a model on a server, and this one has no 'url'.");
        return new(node.Text("name") ?? ModelChoice.NameOf(path ?? ""), path ?? "", budgets);
    }

    private static StudyModel Served(StudyNode node, List<BudgetChoice>? budgets)
    {
        if (node.Has("path")) node.Complain("a model has a 'path' or a 'url', not both.");
        string? model = node.Text("model");
        if (string.IsNullOrWhiteSpace(model)) node.Complain("a model on a server needs a 'model': what the server calls it.");
        var server = new StudyServer
        {
            Urls = node.List("url", url => StudyServer.UrlOf($"{url}")) ?? [],
            Model = model ?? "",
            Dialect = node.Read("server", StudyServer.DialectOf) ?? RemoteDialect.OpenAI,
            KeyVariable = node.Text("keyVariable"),
            Device = node.Text("device"),
        };
        return new(node.Text("name") ?? model ?? "", "", budgets, server);
    }

    private static string Existing(string model)
    {
        ModelChoice.PathOf(model);
        return model;
    }

    private static BenchmarkSource? Benchmark(StudyNode parent)
    {
        if (parent.Map("benchmark", s_benchmark) is not { } node) return null;
        var defaults = new BenchmarkSource();
        return new()
        {
            Format = node.Read("format", format => BenchmarkFormats.All.Any(known => known.Name == format)
                ? format : throw new FormatException($"'{format}' is no benchmark; there are {string.Join(", ", BenchmarkFormats.All.Select(known => known.Name))}.")) ?? defaults.Format,
            Path = node.Read("path", path => File.Exists(path) ? path : throw new FileNotFoundException($"there is no file '{path}'.")),
            Questions = node.Read<int?>("questions", text => int.TryParse(text, out int count) && count > 0 ? count : throw new FormatException($"'{text}' is no number of questions; take 1 or more.")),
            Form = node.Read("form", form => form is "open" or "choice" ? form : throw new FormatException($"'{form}' is no form; take open or choice.")) ?? defaults.Form,
            QuestionColumn = node.Text("questionColumn") ?? defaults.QuestionColumn,
            AnswerColumn = node.Text("answerColumn") ?? defaults.AnswerColumn,
        };
    }

    private static SamplingOptions Sampling(StudyNode parent, List<string> mistakes)
    {
        var options = new SamplingOptions();
        if (parent.Map("sampling", s_sampling) is not { } node) return options;
        options = options with
        {
            Temperature = (float?)node.Number("temperature") ?? options.Temperature,
            TopP = (float?)node.Number("topP") ?? options.TopP,
            TopK = node.Whole("topK") ?? options.TopK,
            MinP = (float?)node.Number("minP") ?? options.MinP,
        };
        try
        {
            options.Validate();
        }
        catch (ArgumentException problem)
        {
            node.Complain(problem.Message);
        }

        return options;
    }

    private static Constraints Limits(YamlNode item, List<string> mistakes)
    {
        if (item is not YamlMappingNode map) return new() { Latency = BudgetText.Time($"{item}") };
        var node = new StudyNode(map, mistakes, s_constraints);
        return new()
        {
            Latency = node.Read<TimeSpan?>("latency", text => BudgetText.Time(text)),
            LatencyPercent = node.Number("percent") ?? new Constraints().LatencyPercent,
            EnergyJoules = node.Number("energyJoules"),
            MemoryBytes = (long?)(node.Number("memoryMegabytes") * 1e6),
            MinimumAccuracy = node.Number("minimumAccuracy"),
        };
    }
}
