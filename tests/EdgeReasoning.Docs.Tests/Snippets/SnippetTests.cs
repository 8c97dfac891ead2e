using EdgeReasoning.Docs.Scripting;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Snippets;

/// <summary>
/// The code of the documentation, compiled and run page by page. What a page takes for granted stands in <c>Preludes/NAME.before.csx</c>, and what
/// is to hold in the end in <c>Preludes/NAME.after.csx</c>; NAME is the page's path with dots for slashes, without its extension.
/// </summary>
[NonParallelizable]
public sealed class SnippetTests
{
    private static readonly string Preludes = Repository.PathOf("tests", "EdgeReasoning.Docs.Tests", "Preludes");

    private static IEnumerable<TestCaseData> Pages() => SnippetPage.All().Select(page => new TestCaseData(page).SetArgDisplayNames(page.Name));

    [TestCaseSource(nameof(Pages))]
    public async Task Page_ItsCode_CompilesAndRuns(object page)
    {
        var (name, snippets) = (SnippetPage)page;
        using var console = new StringWriter();
        using var folder = new WorkFolder(console, TinyModels.ReasonerSmall);
        await using var session = new ScriptSession([]);
        await RunFileAsync(session, "every-page.csx");
        await RunFileAsync(session, FileOf(name, "before"));
        foreach (Snippet snippet in snippets.Where(snippet => snippet.Kind != SnippetKind.Elsewhere))
        {
            if (snippet.Kind == SnippetKind.Compile) session.Compile(snippet.Script, name, snippet.Line);
            else await session.RunAsync(snippet.Script, name, snippet.Line);
        }

        await RunFileAsync(session, FileOf(name, "after"));
    }

    [Test]
    public void Preludes_OfPages_BelongToOne()
    {
        HashSet<string> files = [.. SnippetPage.All().SelectMany(page => new[] { FileOf(page.Name, "before"), FileOf(page.Name, "after") }), "every-page.csx"];
        Assert.That(Directory.EnumerateFiles(Preludes).Select(Path.GetFileName).Where(file => !files.Contains(file!)), Is.Empty);
    }

    private static string FileOf(string page, string when) => $"{Path.ChangeExtension(page, null).Replace('/', '.')}.{when}.csx";

    private static async Task RunFileAsync(ScriptSession session, string file)
    {
        string path = Path.Combine(Preludes, file);
        if (File.Exists(path)) await session.RunAsync(await File.ReadAllTextAsync(path), file, 1);
    }
}
