namespace EdgeReasoning.Answers.ToolCalls;

/// <summary>Finds where a JSON object ends, piece by piece: at the brace that closes the first one, braces within strings left aside.</summary>
internal struct JsonObjectScan
{
    private int _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>Characters that have been read.</summary>
    public int Read { get; private set; }

    /// <summary>Whether the object has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reads on in a text that begins with the object.</summary>
    public void Advance(ReadOnlySpan<char> text)
    {
        while (!HasEnded && Read < text.Length)
        {
            char c = text[Read++];
            if (_inString)
            {
                if (_escaped) _escaped = false;
                else if (c == '\\') _escaped = true;
                else if (c == '"') _inString = false;
            }
            else if (c == '"')
            {
                _inString = true;
            }
            else if (c is '{' or '[')
            {
                _depth++;
            }
            else if (c is '}' or ']')
            {
                HasEnded = --_depth == 0;
            }
        }
    }
}
