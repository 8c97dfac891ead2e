namespace EdgeReasoning.Evaluation;

/// <summary>One row of a file with named columns; says where it stands when something is wrong with it.</summary>
internal abstract class BenchmarkRow(string file, int line)
{
    /// <summary>File and line, for messages and identifiers.</summary>
    public string Place { get; } = $"{Path.GetFileName(file)}, line {line}";

    /// <summary>The file's name without folder and extension, with the line.</summary>
    public string DefaultId { get; } = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file)}-{line}");

    /// <summary>The columns that there are.</summary>
    public abstract IEnumerable<string> Columns { get; }

    /// <summary>A column's text; null where it is missing or empty.</summary>
    public abstract string? Find(string column);

    /// <summary>A column that holds several texts; null where it is missing.</summary>
    public abstract IReadOnlyList<string>? FindList(string column);

    /// <exception cref="InvalidDataException">None of the columns has a text.</exception>
    public string Text(params ReadOnlySpan<string> columns)
    {
        foreach (string column in columns)
        {
            if (Find(column) is { } text) return text;
        }

        throw Error($"{(columns.Length == 1 ? $"column '{columns[0]}' is" : $"all of the columns '{string.Join("', '", columns!)}' are")} missing or empty; there are '{string.Join("', '", Columns)}'.");
    }

    /// <exception cref="InvalidDataException">There is no such list, or it has fewer than two entries.</exception>
    public IReadOnlyList<string> Choices(params IReadOnlyList<string> columns)
    {
        IReadOnlyList<string> choices = columns.Count == 1
            ? FindList(columns[0]) ?? throw Error($"column '{columns[0]}' is missing or not a list; there are '{string.Join("', '", Columns)}'.")
            : [.. columns.Select(column => Text(column))];
        return choices.Count is >= 2 and <= 26 ? choices : throw Error($"there are {choices.Count} choices; 2 to 26 are needed.");
    }

    public InvalidDataException Error(string what) => new($"{Place}: {what}");
}
