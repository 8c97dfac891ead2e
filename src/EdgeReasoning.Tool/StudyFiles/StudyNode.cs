using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>A mapping of a study file. Mistakes are collected with their lines, so that one look shows all.</summary>
internal sealed class StudyNode
{
    private readonly YamlMappingNode _node;
    private readonly List<string> _mistakes;

    /// <param name="node">The mapping.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="settings">What may stand in it.</param>
    public StudyNode(YamlMappingNode node, List<string> mistakes, params string[] settings)
    {
        _node = node;
        _mistakes = mistakes;
        foreach (YamlNode key in node.Children.Keys)
        {
            string name = $"{key}";
            if (!settings.Contains(name, StringComparer.Ordinal)) Complain(key, $"'{name}' is no setting here. There are {string.Join(", ", settings)}.");
        }
    }

    public bool Has(string key) => _node.Children.ContainsKey(new YamlScalarNode(key));

    public string? Text(string key) => Read(key, text => text);

    public T? Read<T>(string key, Func<string, T> read)
    {
        if (!Has(key)) return default;
        if (_node[key] is YamlScalarNode { Value: { } value } scalar) return Try(scalar, () => read(value));
        Complain(_node[key], $"'{key}' is to be a single value.");
        return default;
    }

    public int? Whole(string key) => Read<int?>(key, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        ? value : throw new FormatException($"'{text}' is no whole number."));

    public double? Number(string key) => Read<double?>(key, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        ? value : throw new FormatException($"'{text}' is no number."));

    /// <summary>The values of a list, or the only one that stands there; null where there is nothing.</summary>
    public List<T>? List<T>(string key, Func<YamlNode, T> read)
    {
        if (!Has(key)) return null;
        IEnumerable<YamlNode> nodes = _node[key] is YamlSequenceNode sequence ? sequence.Children : [_node[key]];
        List<T> values = [];
        foreach (YamlNode node in nodes)
        {
            if (Try(node, () => read(node)) is { } value) values.Add(value);
        }

        if (values.Count == 0) Complain(_node[key], $"'{key}' has nothing in it.");
        return values;
    }

    /// <summary>A mapping within.</summary>
    public StudyNode? Map(string key, params string[] settings)
    {
        if (!Has(key)) return null;
        if (_node[key] is YamlMappingNode map) return new(map, _mistakes, settings);
        Complain(_node[key], $"'{key}' is to have settings of its own: {string.Join(", ", settings)}.");
        return null;
    }

    public void Complain(string mistake) => Complain(_node, mistake);

    private T? Try<T>(YamlNode node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or IOException)
        {
            Complain(node, problem.Message);
            return default;
        }
    }

    private void Complain(YamlNode node, string mistake) => _mistakes.Add(At(node.Start, mistake));

    internal static string At(Mark mark, string mistake) => string.Create(CultureInfo.InvariantCulture, $"line {mark.Line}: {mistake}");
}
