using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace EdgeReasoning.Tool.Terminal;

/// <summary>Where a command writes: results to standard output, as text or as one JSON document; what happens meanwhile to standard error.</summary>
internal sealed class Screen
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly TextWriter _output;
    private readonly IAnsiConsole _messages;

    /// <summary>Writes to given places: in tests.</summary>
    public Screen(bool json, TextWriter output, IAnsiConsole messages)
    {
        IsJson = json;
        _output = output;
        _messages = messages;
    }

    /// <summary>Writes to the process's own streams.</summary>
    public Screen(bool json)
        : this(json, Console.Out, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }))
    {
    }

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Whether somebody sits in front of it: progress is drawn, and not written line by line.</summary>
    public bool IsInteractive => _messages.Profile.Capabilities.Interactive && !Console.IsErrorRedirected;

    /// <summary>Where progress is drawn.</summary>
    public IAnsiConsole Messages => _messages;

    /// <summary>A line of the result; nothing where JSON is wanted.</summary>
    public void Line(string text = "")
    {
        if (!IsJson) _output.WriteLine(text);
    }

    /// <summary>A part of a line, at once.</summary>
    public void Part(string text)
    {
        if (IsJson) return;
        _output.Write(text);
        _output.Flush();
    }

    /// <summary>The result as JSON, where that is wanted.</summary>
    public void Json(object result)
    {
        if (IsJson) _output.WriteLine(JsonSerializer.Serialize(result, s_json));
    }

    /// <summary>Something to know that is not the result.</summary>
    public void Note(string text) => _messages.Profile.Out.Writer.WriteLine(text);

    /// <summary>Columns under headings, the first to the left and the others to the right; two spaces between, so that a pipe can cut them.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [headings, .. rows];
        int[] widths = [.. Enumerable.Range(0, headings.Count).Select(column => all.Max(row => row[column].Length))];
        foreach (IReadOnlyList<string> row in all)
        {
            Line(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }
}
