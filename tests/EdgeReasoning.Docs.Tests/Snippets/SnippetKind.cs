namespace EdgeReasoning.Docs.Snippets;

/// <summary>What is done with a block of code. A comment above it says so: <c>&lt;!-- snippet: compile --&gt;</c>.</summary>
internal enum SnippetKind
{
    /// <summary>It is compiled and run; the default.</summary>
    Run,

    /// <summary>It is compiled only: it needs a GPU, a network or more time than a test has. Blocks below do not see what it declares.</summary>
    Compile,

    /// <summary>Its lines are settings of <c>ReasoningOptions</c>; each is compiled and run as one.</summary>
    Fragment,

    /// <summary>It needs a package that is not on every feed; the tests of that package have it word for word.</summary>
    Elsewhere,
}
