namespace EdgeReasoning.Docs.Snippets;

/// <summary>A block of C# on a page.</summary>
/// <param name="Code">Its lines.</param>
/// <param name="Line">The line of the page on which the code begins, from 1.</param>
/// <param name="Kind">What is done with it.</param>
internal sealed record Snippet(string Code, int Line, SnippetKind Kind)
{
    /// <summary>The code as it is compiled: <c>{ … }</c> stands for a body that is left to the reader.</summary>
    public string Script => Kind == SnippetKind.Fragment
        ? string.Join('\n', Code.Split('\n').Select(line => line.Length == 0 ? line : $"_ = new ReasoningOptions {{ {Setting(line)} }};"))
        : Code.Replace("{ … }", "{ }", StringComparison.Ordinal);

    private static string Setting(string line)
    {
        int comment = line.IndexOf("//", StringComparison.Ordinal);
        return comment < 0 ? line : line[..comment].TrimEnd();
    }
}
