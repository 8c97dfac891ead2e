using System.Text;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Remote.Wire;

/// <summary>Finds the thinking that a server has left in the content, by its markers.</summary>
/// <remarks>What may be the beginning of a marker is held back. A reply whose prompt has opened the thinking has no opening marker, and shows only at its closing one that it
/// was thinking; so it is told whether to begin inside.</remarks>
internal sealed class ThinkingSplitter(ThinkingMarkers? markers, bool startsInThinking = false)
{
    private readonly StringBuilder _held = new();

    /// <summary>Whether what comes next is thinking.</summary>
    public bool IsThinking { get; private set; } = startsInThinking && markers is not null;

    /// <summary>Takes a piece and gives what is settled: thinking and answer.</summary>
    public (string Thinking, string Answer) Add(string piece, bool final = false)
    {
        if (markers is null) return ("", piece);
        var thinking = new StringBuilder();
        var answer = new StringBuilder();
        string text = _held.Append(piece).ToString();
        _held.Clear();
        for (string marker; text.IndexOf(marker = Marker, StringComparison.Ordinal) is >= 0 and var at;)
        {
            (IsThinking ? thinking : answer).Append(text.AsSpan(0, at));
            text = text[(at + marker.Length)..];
            IsThinking = !IsThinking;
        }

        int held = final ? 0 : Partial(text);
        (IsThinking ? thinking : answer).Append(text.AsSpan(0, text.Length - held));
        _held.Append(text.AsSpan(text.Length - held));
        return (thinking.ToString(), answer.ToString());
    }

    private string Marker => IsThinking ? markers!.Close : markers!.Open;

    private int Partial(string text)
    {
        string marker = Marker;
        for (int length = Math.Min(marker.Length - 1, text.Length); length > 0; length--)
        {
            if (text.EndsWith(marker[..length], StringComparison.Ordinal)) return length;
        }

        return 0;
    }
}
