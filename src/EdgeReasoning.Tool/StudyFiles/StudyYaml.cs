using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>Reads YAML as far as a study can need it: no longer than <see cref="MaxCharacters"/>, no deeper than <see cref="MaxDepth"/> and without
/// references, since a few lines of these can stand for more than any memory holds, or for a value within itself.</summary>
internal sealed class StudyYaml : IParser
{
    public const int MaxCharacters = 1 << 18, MaxDepth = 32;

    private readonly Parser _parser;
    private int _depth;

    private StudyYaml(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads it.</summary>
    /// <exception cref="YamlException">It is no YAML, or more than that.</exception>
    public static YamlStream Load(string text)
    {
        if (text.Length > MaxCharacters) throw new YamlException($"the file has {text.Length} characters; {MaxCharacters} are read.");
        var parser = new StudyYaml(text);
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return stream;
        }
        // The library's scanner has ends that it does not foresee itself.
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            Mark at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "this cannot be read as YAML.", problem);
        }
    }

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        if (!_parser.MoveNext()) return false;
        ParsingEvent current = _parser.Current!;
        if (current is AnchorAlias alias) throw new YamlException(alias.Start, alias.End, $"'*{alias.Value}' refers to another place, which is not taken here; write the value.");
        _depth += current.NestingIncrease;
        if (_depth > MaxDepth) throw new YamlException(current.Start, current.End, $"this is nested more than {MaxDepth} levels deep.");
        return true;
    }
}
