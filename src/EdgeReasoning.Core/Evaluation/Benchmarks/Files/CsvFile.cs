using System.Text;

namespace EdgeReasoning.Evaluation;

/// <summary>CSV as RFC 4180 has it: commas, quotes doubled within quotes, line ends within quotes.</summary>
internal static class CsvFile
{
    /// <summary>Reads the rows.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="header">The columns of a file without a header; null takes the first row.</param>
    /// <exception cref="InvalidDataException">A row has another number of fields than there are columns, or a quote is not closed.</exception>
    public static IEnumerable<CsvRow> Read(string path, IReadOnlyList<string>? header = null)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        int line = 1;
        while (ReadRecord(reader, path, ref line, out int first) is { } fields)
        {
            if (fields.Count == 1 && fields[0].Length == 0) continue;
            if (header is null)
            {
                header = fields;
                continue;
            }

            if (fields.Count != header.Count)
                throw new InvalidDataException($"{Path.GetFileName(path)}, line {first}: there are {fields.Count} fields for the {header.Count} columns '{string.Join("', '", header)}'.");
            yield return new CsvRow(path, first, header, fields);
        }
    }

    private static List<string>? ReadRecord(TextReader reader, string path, ref int line, out int first)
    {
        first = line;
        if (reader.Peek() < 0) return null;
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        while (true)
        {
            int next = reader.Read();
            if (next == '\n') line++;
            if (quoted)
            {
                if (next < 0) throw new InvalidDataException($"{Path.GetFileName(path)}, line {first}: a quote that begins here is not closed.");
                if (next != '"') field.Append((char)next);
                else if (reader.Peek() == '"') field.Append((char)reader.Read());
                else quoted = false;
            }
            else if (next == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (next == ',' || next < 0 || next == '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (next != ',') return fields;
            }
            else if (next != '\r' || reader.Peek() != '\n')
            {
                field.Append((char)next);
            }
        }
    }
}
