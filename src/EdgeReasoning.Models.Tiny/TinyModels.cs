using System.Diagnostics.CodeAnalysis;

namespace EdgeReasoning.Models.Tiny;

/// <summary>Paths of the files that this package brings: a family of tiny models that solve StoryMath problems, and the problems they are tested with.</summary>
/// <remarks>Sizes, accuracies and how they were trained stand in the package's README.</remarks>
public static class TinyModels
{
    private static readonly string Root = FindRoot();

    /// <summary>The smallest reasoner, with 16-bit weights: thinks, and slips often.</summary>
    public static string ReasonerSmall => ModelAt("reasoner-small");

    /// <summary>The reasoner in the middle, with 16-bit weights.</summary>
    public static string ReasonerMiddle => ModelAt("reasoner-middle");

    /// <summary>The largest reasoner, with 16-bit weights.</summary>
    public static string ReasonerLarge => ModelAt("reasoner-large");

    /// <summary>The smallest model that answers without thinking, with 16-bit weights.</summary>
    public static string DirectSmall => ModelAt("direct-small");

    /// <summary>The model in the middle that answers without thinking, with 16-bit weights.</summary>
    public static string DirectMiddle => ModelAt("direct-middle");

    /// <summary>The largest model that answers without thinking, with 16-bit weights.</summary>
    public static string DirectLarge => ModelAt("direct-large");

    /// <summary>A reasoner in the middle size that was trained to obey "Think for at most N tokens." at the end of a question, with 16-bit weights.</summary>
    public static string BudgetedMiddle => ModelAt("budgeted-middle");

    /// <summary><see cref="ReasonerSmall"/> in 8 bits.</summary>
    public static string ReasonerSmallQ8 => ModelAt("reasoner-small-q8_0");

    /// <summary><see cref="ReasonerMiddle"/> in 8 bits.</summary>
    public static string ReasonerMiddleQ8 => ModelAt("reasoner-middle-q8_0");

    /// <summary><see cref="ReasonerLarge"/> in 8 bits.</summary>
    public static string ReasonerLargeQ8 => ModelAt("reasoner-large-q8_0");

    /// <summary><see cref="ReasonerLarge"/> in 4 bits.</summary>
    public static string ReasonerLargeQ4 => ModelAt("reasoner-large-q4_0");

    /// <summary><see cref="DirectSmall"/> in 8 bits.</summary>
    public static string DirectSmallQ8 => ModelAt("direct-small-q8_0");

    /// <summary><see cref="DirectMiddle"/> in 8 bits.</summary>
    public static string DirectMiddleQ8 => ModelAt("direct-middle-q8_0");

    /// <summary><see cref="DirectLarge"/> in 8 bits.</summary>
    public static string DirectLargeQ8 => ModelAt("direct-large-q8_0");

    /// <summary><see cref="BudgetedMiddle"/> in 8 bits.</summary>
    public static string BudgetedMiddleQ8 => ModelAt("budgeted-middle-q8_0");

    /// <summary>The prototype of the family: 0.34 M parameters, answers questions such as
    /// <c>Gus has 18 coins. Gus gives 8. Gus doubles. How many?</c> after thinking them through.</summary>
    public static string PrototypeReasoner => ModelAt("prototype-reasoner");

    /// <summary>The 1,000 test questions of StoryMath whose answers are numbers, as JSON Lines: question, answer, steps, and tokens of a solution.</summary>
    public static string StoryMathTestOpen => PathOf("data", "storymath-test-open.jsonl");

    /// <summary>The same questions with four choices each, whose answers are letters.</summary>
    public static string StoryMathTestChoice => PathOf("data", "storymath-test-choice.jsonl");

    /// <summary>The names of all models, without folder and extension: <c>reasoner-large-q8_0</c>, say.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(PathOf("models", ""), "*.gguf").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The path of a model by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such model; the message says which there are.</exception>
    public static string Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.Contains(name, StringComparer.Ordinal) ? ModelAt(name)
            : throw new ArgumentException($"There is no tiny model '{name}'. There are {string.Join(", ", Names)}.", nameof(name));
    }

    private static string ModelAt(string name) => PathOf("models", name + ".gguf");

    private static string PathOf(string folder, string file) => Path.Combine(Root, folder, file);

    // Builds copy the files beside the app. A notebook builds nothing: it loads this assembly from the package, whose files lie two folders up.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Where the assembly has no place of its own, the app was built, and the files are beside it.")]
    private static string FindRoot()
    {
        string? assembly = Path.GetDirectoryName(typeof(TinyModels).Assembly.Location);
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "models")) || string.IsNullOrEmpty(assembly)) return AppContext.BaseDirectory;
        string package = Path.GetFullPath(Path.Combine(assembly, "..", ".."));
        return Directory.Exists(Path.Combine(package, "models")) ? package : AppContext.BaseDirectory;
    }
}
