using System.Text;

namespace EdgeReasoning.Server.Replies;

/// <summary>The text of one phase of one reply on its way to the client: without white space around it, and cut at the first of the stop texts.</summary>
/// <remarks>What may yet turn out to be a stop text, or white space at the end, is held back until that is settled. So the pieces together are what <see cref="Cut"/> makes of the whole.</remarks>
internal sealed class ReplyText(IReadOnlyList<string> stops)
{
    private readonly StringBuilder _held = new();
    private bool _begun;

    /// <summary>Whether a stop text has been found: nothing more comes.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Takes a piece.</summary>
    /// <returns>What may go out; may be empty.</returns>
    public string Add(string piece)
    {
        if (IsStopped) return "";
        if (!_begun) piece = piece.TrimStart();
        if (piece.Length == 0) return "";
        _begun = true;
        string text = _held.Append(piece).ToString();
        _held.Clear();
        int stop = Find(text, stops);
        if (stop >= 0)
        {
            IsStopped = true;
            return text[..stop].TrimEnd();
        }

        int sure = text.AsSpan(0, text.Length - Partial(text)).TrimEnd().Length;
        _held.Append(text.AsSpan(sure));
        return text[..sure];
    }

    /// <summary>The rest: the reply is over.</summary>
    public string Complete()
    {
        string rest = IsStopped ? "" : _held.ToString().TrimEnd();
        _held.Clear();
        return rest;
    }

    /// <summary>A whole text, cut.</summary>
    public static string Cut(string text, IReadOnlyList<string> stops)
    {
        text = text.Trim();
        int stop = Find(text, stops);
        return stop < 0 ? text : text[..stop].TrimEnd();
    }

    private static int Find(string text, IReadOnlyList<string> stops)
    {
        int first = -1;
        foreach (string stop in stops)
        {
            int at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && (first < 0 || at < first)) first = at;
        }

        return first;
    }

    /// <summary>How many characters at the end may be the beginning of a stop text.</summary>
    private int Partial(string text)
    {
        var longest = 0;
        foreach (string stop in stops)
        {
            for (int length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (!text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length))) continue;
                longest = length;
                break;
            }
        }

        return longest;
    }
}
