namespace EdgeReasoning.Evaluation;

/// <summary>A row of a CSV file.</summary>
internal sealed class CsvRow(string file, int line, IReadOnlyList<string> header, IReadOnlyList<string> fields) : BenchmarkRow(file, line)
{
    public override IEnumerable<string> Columns => header;

    public override string? Find(string column)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i].Trim(), column, StringComparison.OrdinalIgnoreCase)) return fields[i].Length > 0 ? fields[i] : null;
        }

        return null;
    }

    public override IReadOnlyList<string>? FindList(string column) => Find(column) is { } text ? ListText.Read(text) : null;
}
