namespace EdgeReasoning.Evaluation;

/// <summary>Finds the rows of a benchmark, whatever the kind of file.</summary>
internal static class BenchmarkFiles
{
    /// <summary>Rows of a <c>.csv</c> or <c>.jsonl</c> file, or of all of them in a folder, by name.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="csvHeader">The columns of a CSV file that has no header; null takes its first row.</param>
    /// <exception cref="FileNotFoundException">There is nothing at <paramref name="path"/>, or no such file in the folder.</exception>
    /// <exception cref="InvalidDataException">A file is of another kind, or damaged.</exception>
    public static IEnumerable<(string File, BenchmarkRow Row)> Rows(string path, IReadOnlyList<string>? csvHeader = null)
        => Files(path).SelectMany(file => (IsCsv(file) ? CsvFile.Read(file, csvHeader) : JsonLinesFile.Read(file).AsEnumerable<BenchmarkRow>()).Select(row => (file, row)));

    private static IReadOnlyList<string> Files(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path)) return IsCsv(path) || IsJsonLines(path) ? [path] : throw new InvalidDataException($"{path} is neither .csv nor .jsonl.");
        if (!Directory.Exists(path)) throw new FileNotFoundException($"There is no benchmark file at {path}.", path);
        string[] files = [.. Directory.EnumerateFiles(path).Where(file => IsCsv(file) || IsJsonLines(file)).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new FileNotFoundException($"There is no .csv or .jsonl file in {path}.", path);
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsJsonLines(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
}
