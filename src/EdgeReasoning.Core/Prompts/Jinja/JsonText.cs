using System.Globalization;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>The filter <c>tojson</c> as transformers has it: Python's <c>json.dumps</c>, which escapes no HTML and by default no Unicode.</summary>
internal sealed class JsonText
{
    private readonly TextBuilder _output;
    private readonly bool _ensureAscii;
    private readonly bool _sortKeys;
    private readonly string? _indent;
    private readonly string _itemSeparator;
    private readonly string _keySeparator;
    private int _level;

    private JsonText(Budget budget, Arguments arguments)
    {
        _output = new(budget);
        _ensureAscii = arguments.Flag(0, "ensure_ascii");
        _sortKeys = arguments.Flag(3, "sort_keys");
        _indent = arguments.Get(1, "indent", null) switch
        {
            null => null,
            string text => text,
            long width and <= 64 => new string(' ', (int)Math.Max(0, width)),
            _ => throw Arguments.NotOf("indent", "an integer up to 64, or text"),
        };
        (_itemSeparator, _keySeparator) = arguments.Get(2, "separators", null) switch
        {
            ListValue { Items: [string item, string key] } => (item, key),
            null => (_indent is null ? ", " : ",", ": "),
            _ => throw Arguments.NotOf("separators", "a pair of texts"),
        };
    }

    public static string Of(Budget budget, object? value, Arguments arguments)
    {
        var json = new JsonText(budget, arguments);
        json.Write(value);
        return json._output.ToString();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case string text: WriteString(text); break;
            case null or bool or long or double: _output.Append(Scalar(value)); break;
            case ListValue list: WriteAll('[', ']', list.Items, Write); break;
            case MapValue map when _sortKeys: WriteAll('{', '}', Ordering.Sort(_output.Budget, map.Items, entry => entry.Key), WriteEntry); break;
            case MapValue map: WriteAll('{', '}', map.Items, WriteEntry); break;
            default: throw new JinjaException($"a {Operators.TypeName(value)} cannot be written as JSON");
        }
    }

    private void WriteEntry(KeyValuePair<object, object?> entry)
    {
        WriteString(entry.Key as string ?? Scalar(entry.Key));
        _output.Append(_keySeparator);
        Write(entry.Value);
    }

    private void WriteAll<T>(char open, char close, IReadOnlyCollection<T> items, Action<T> write)
    {
        _output.Budget.Enter();
        _output.Append(open);
        _level++;
        bool first = true;
        foreach (T item in items)
        {
            if (!first) _output.Append(_itemSeparator);
            first = false;
            WriteLineEnd();
            write(item);
        }
        _level--;
        if (!first) WriteLineEnd();
        _output.Append(close);
        _output.Budget.Leave();
    }

    private void WriteLineEnd()
    {
        if (_indent is null) return;
        _output.Append('\n');
        for (int i = 0; i < _level; i++) _output.Append(_indent);
    }

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        double real => ValueText.OfReal(real),
        _ => throw new JinjaException($"a {Operators.TypeName(value)} cannot be a key in JSON"),
    };

    private void WriteString(string text)
    {
        _output.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"': _output.Append("\\\""); break;
                case '\\': _output.Append("\\\\"); break;
                case '\n': _output.Append("\\n"); break;
                case '\r': _output.Append("\\r"); break;
                case '\t': _output.Append("\\t"); break;
                case '\b': _output.Append("\\b"); break;
                case '\f': _output.Append("\\f"); break;
                case < ' ': _output.Append($"\\u{(int)c:x4}"); break;
                case > '~' when _ensureAscii: _output.Append($"\\u{(int)c:x4}"); break;
                default: _output.Append(c); break;
            }
        }
        _output.Append('"');
    }
}
