using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Notebooks;

/// <summary>
/// A notebook's cells of code. What a cell's output has to be stands in its metadata, as <c>"expect": { "text": ["votes"], "points": 8 }</c>.
/// </summary>
internal sealed record Notebook(string Name, IReadOnlyList<NotebookCell> Cells)
{
    public static string Folder => Repository.PathOf("samples", "Notebooks");

    /// <summary>Reads a notebook of format 4 whose kernel is .NET's for C#.</summary>
    public static Notebook Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        string name = Repository.NameOf(path);
        Assert.That(root.GetProperty("nbformat").GetInt32(), Is.EqualTo(4), name);
        Assert.That(root.GetProperty("metadata").GetProperty("kernelspec").GetProperty("name").GetString(), Is.EqualTo(".net-csharp"), name);
        List<NotebookCell> cells = [];
        int number = 0;
        foreach (JsonElement cell in root.GetProperty("cells").EnumerateArray())
        {
            number++;
            Assert.That(cell.GetProperty("id").GetString(), Is.Not.Empty, $"{name}, cell {number}");
            if (cell.GetProperty("cell_type").GetString() == "code") cells.Add(CellOf(cell, number));
        }

        return new Notebook(name, cells);
    }

    public override string ToString() => Name;

    private static NotebookCell CellOf(JsonElement cell, int number)
    {
        string code = string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));
        if (!cell.GetProperty("metadata").TryGetProperty("expect", out JsonElement expected)) return new NotebookCell(number, code, [], null);
        return new NotebookCell(
            number,
            code,
            expected.TryGetProperty("text", out JsonElement text) ? [.. text.EnumerateArray().Select(word => word.GetString()!)] : [],
            expected.TryGetProperty("points", out JsonElement points) ? points.GetInt32() : null);
    }
}
