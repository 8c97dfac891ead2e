using System.Globalization;
using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Models in several files, named <c>name-00001-of-00003.gguf</c>.</summary>
internal static class GgufSplits
{
    private const int MaxFiles = 999;

    /// <summary>Reads every file of a model, the first first.</summary>
    /// <exception cref="ModelLoadException">One is missing or corrupt, or <paramref name="path"/> is not the first.</exception>
    public static IReadOnlyList<GgufFile> Read(string path)
    {
        GgufFile first = GgufFile.Read(path);
        long count = first.Metadata.Integer("split.count") ?? 1;
        if (count <= 1) return [first];

        string suffix = Suffix(1, count);
        if (count > MaxFiles || first.Metadata.Integer("split.no") != 0 || !path.EndsWith(suffix, StringComparison.Ordinal))
            throw new ModelLoadException(path, $"'{path}' is one of {count} files of a model; give the first, whose name ends in '{suffix}'.");

        var files = new List<GgufFile> { first };
        for (int number = 2; number <= count; number++) files.Add(GgufFile.Read(path[..^suffix.Length] + Suffix(number, count)));
        return files;
    }

    private static string Suffix(int number, long count) => string.Create(CultureInfo.InvariantCulture, $"-{number:D5}-of-{count:D5}.gguf");
}
