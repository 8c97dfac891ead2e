namespace EdgeReasoning.Fuzz.Targets;

/// <summary>The targets there are.</summary>
public static class FuzzTargets
{
    private static readonly Dictionary<string, Func<FuzzTarget>> s_targets = new()
    {
        ["gguf"] = () => new GgufTarget(),
        ["template"] = () => new TemplateTarget(),
        ["extractors"] = () => new ExtractorTarget(),
        ["tegrastats"] = () => new TegrastatsTarget(),
        ["study"] = () => new StudyTarget(),
        ["server-json"] = () => new ServerTarget(),
        ["schema"] = () => new SchemaTarget(),
        ["tool-calls"] = () => new ToolCallTarget(),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_targets.Keys];

    /// <summary>Makes one.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public static FuzzTarget Create(string name) => s_targets[name]();
}
