using System.Text;

namespace EdgeReasoning.Traces;

/// <summary>Passes a growing text on as it will stand in the end: without white space at its ends, and cut before the first stop sequence.</summary>
internal sealed class TextRelay(StopSequences stops)
{
    private readonly StringBuilder _passed = new();
    private string _held = "";
    private bool _stopped;

    /// <summary>What can be passed on for certain, given another piece; may be empty.</summary>
    public string Next(string piece)
    {
        if (_stopped) return "";
        _held += piece;
        if (_passed.Length == 0) _held = _held.TrimStart();
        int end = stops.IndexIn(_held);
        _stopped = end >= 0;
        if (!_stopped) end = _held.Length - stops.BegunAtEndOf(_held);
        string certain = _held[..end].TrimEnd();
        _held = _held[certain.Length..];
        _passed.Append(certain);
        return certain;
    }

    /// <summary>What was held back because a stop sequence might have come of it: something else has come instead.</summary>
    public string Release()
    {
        string held = _stopped ? "" : _held.TrimEnd();
        _held = _held[held.Length..];
        _passed.Append(held);
        return held;
    }

    /// <summary>What is missing of the whole text, which is known in the end.</summary>
    public string Rest(string whole)
    {
        string passed = _passed.ToString();
        return whole.StartsWith(passed, StringComparison.Ordinal) ? whole[passed.Length..] : "";
    }
}
