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

    /// <summary>Reads on, up to where the object ends.</summary>
    /// <param name="text">What follows what has been read; at first what begins with the object.</param>
    public void Advance(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length && !HasEnded; i++)
        {
            char c = text[i];
            Read++;
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
