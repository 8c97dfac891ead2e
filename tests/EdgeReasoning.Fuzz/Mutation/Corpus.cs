namespace EdgeReasoning.Fuzz.Mutation;

/// <summary>The inputs from which others are made: small files beside the program, a folder for each target.</summary>
public static class Corpus
{
    /// <summary>The files of a target, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> Files(string target) => [.. Paths(target).Select(File.ReadAllBytes)];

    /// <summary>The files of a target as texts.</summary>
    public static IReadOnlyList<string> Texts(string target) => [.. Paths(target).Select(File.ReadAllText)];

    private static IEnumerable<string> Paths(string target) => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", target)).Order(StringComparer.Ordinal);
}
