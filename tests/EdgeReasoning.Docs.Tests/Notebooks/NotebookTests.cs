using EdgeReasoning.Docs.Scripting;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Notebooks;

/// <summary>The notebooks of samples/Notebooks, cell by cell, each with one state, as .NET Interactive runs them.</summary>
[NonParallelizable]
public sealed class NotebookTests
{
    // What the kernel for C# has in scope, and here nothing more.
    private static readonly string[] Imports =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq", "EdgeReasoning.Docs.Notebooks", "EdgeReasoning.Docs.Notebooks.NotebookKernel"];

    private static IEnumerable<TestCaseData> Notebooks() =>
        Directory.EnumerateFiles(Notebook.Folder, "*.ipynb").Order(StringComparer.Ordinal).Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(Notebooks))]
    public async Task Notebook_ItsCells_RunInOrderAndShowWhatTheyShould(string path)
    {
        Notebook notebook = Notebook.Read(path);
        Assert.That(notebook.Cells.Count(cell => cell.Text.Count > 0 || cell.Points is not null), Is.GreaterThanOrEqualTo(3), "cells that say what they show");
        using var console = new StringWriter();
        using var folder = new WorkFolder(console);
        await using var session = new ScriptSession(Imports);
        foreach (NotebookCell cell in notebook.Cells)
        {
            string place = $"{notebook.Name}, cell {cell.Number}";
            NotebookKernel.Take();
            console.GetStringBuilder().Clear();
            if (await session.RunAsync(PackageDirectives.Resolve(cell.Code), place, 1) is { } value) NotebookKernel.display(value);
            Check(cell, [new NotebookOutput("text/plain", console.ToString()), .. NotebookKernel.Take()], place);
        }
    }

    private static void Check(NotebookCell cell, IReadOnlyList<NotebookOutput> outputs, string place)
    {
        string text = string.Join('\n', outputs.Where(output => output.MimeType != VegaLiteChart.MimeType).Select(output => output.Content));
        foreach (string word in cell.Text) Assert.That(text, Does.Contain(word), place);
        if (cell.Points is not { } points) return;
        NotebookOutput[] charts = [.. outputs.Where(output => output.MimeType == VegaLiteChart.MimeType)];
        Assert.That(charts, Has.Length.EqualTo(1), $"{place}: charts in Vega-Lite");
        Assert.That(VegaLiteChart.Points(charts[0].Content), Is.EqualTo(points), $"{place}: points of the chart");
    }
}
