using System.Text.RegularExpressions;

namespace EdgeReasoning.Docs.Snippets;

/// <summary>A page of the documentation with its blocks of C#.</summary>
internal sealed partial record SnippetPage(string Name, IReadOnlyList<Snippet> Snippets)
{
    /// <summary>The pages of the repository that have such blocks: the README, all of docs, and the packages' own.</summary>
    public static IEnumerable<SnippetPage> All() =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateDirectories(Repository.PathOf("src")).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
            .Append(Repository.PathOf("README.md"))
            .Select(path => Read(Repository.NameOf(path), File.ReadAllLines(path)))
            .Where(page => page.Snippets.Count > 0)
            .OrderBy(page => page.Name, StringComparer.Ordinal);

    /// <summary>Finds the blocks of a page.</summary>
    /// <exception cref="FormatException">A block does not end, or a comment asks for something unknown; the message says where.</exception>
    public static SnippetPage Read(string name, string[] lines)
    {
        List<Snippet> snippets = [];
        string above = "";
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                int begin = i + 1;
                int end = Array.IndexOf(lines, "```", begin);
                if (end < 0) throw new FormatException($"{name}({i + 1}): this block of code does not end.");
                if (lines[i] == "```csharp") snippets.Add(new Snippet(string.Join('\n', lines[begin..end]), begin + 1, KindOf(above, name, i)));
                i = end;
            }

            above = lines[i];
        }

        return new SnippetPage(name, snippets);
    }

    public override string ToString() => Name;

    private static SnippetKind KindOf(string above, string name, int line)
    {
        Match match = Comment().Match(above);
        if (!match.Success) return SnippetKind.Run;
        return match.Groups[1].Value switch
        {
            "compile" => SnippetKind.Compile,
            "fragment" => SnippetKind.Fragment,
            "elsewhere" => SnippetKind.Elsewhere,
            string unknown => throw new FormatException($"{name}({line}): there is no snippet '{unknown}'; there are 'compile', 'fragment' and 'elsewhere'."),
        };
    }

    [GeneratedRegex("^<!-- snippet: *(.*?) *-->$")]
    private static partial Regex Comment();
}
