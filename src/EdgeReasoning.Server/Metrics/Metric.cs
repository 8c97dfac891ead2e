using System.Text;

namespace EdgeReasoning.Server.Metrics;

/// <summary>One metric with all its series.</summary>
internal abstract class Metric(string name, string help, string type)
{
    public string Name { get; } = name;

    public string Help { get; } = help;

    public string Type { get; } = type;

    /// <summary>Writes a line for each series.</summary>
    public abstract void WriteSeries(StringBuilder text);

    /// <summary>Labels as they stand in the text: <c>{model="x",status="200"}</c>.</summary>
    protected static string Labels(IReadOnlyList<string> names, IReadOnlyList<string> values) =>
        names.Count == 0 ? "" : "{" + string.Join(',', names.Select((name, i) => $"{name}=\"{Escape(values[i])}\"")) + "}";

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
