namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Where a text in UTF-8 stands within a character, by table 3-7 of the Unicode standard: no overlong forms, no surrogates; and no zero bytes, at which llama.cpp stops reading.</summary>
/// <remarks>llama.cpp's grammars read an overlong form as the character it would be, a quotation mark say, which no other reader does.</remarks>
internal struct Utf8Progress
{
    private byte _missing, _least, _most;

    /// <summary>Whether no character is under way.</summary>
    public readonly bool IsWhole => _missing == 0;

    /// <summary>Goes on behind bytes, which may end within a character.</summary>
    /// <returns>False where they are no UTF-8 there.</returns>
    public bool TryAdvance(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (_missing == 0)
            {
                if (!TryBegin(b)) return false;
                continue;
            }

            if (b < _least || b > _most) return false;
            _missing--;
            (_least, _most) = (0x80, 0xBF);
        }

        return true;
    }

    private bool TryBegin(byte b)
    {
        (int missing, _least, _most) = b switch
        {
            > 0 and < 0x80 => (0, (byte)0, (byte)0),
            >= 0xC2 and <= 0xDF => (1, (byte)0x80, (byte)0xBF),
            0xE0 => (2, (byte)0xA0, (byte)0xBF),
            0xED => (2, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (2, (byte)0x80, (byte)0xBF),
            0xF0 => (3, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (3, (byte)0x80, (byte)0xBF),
            0xF4 => (3, (byte)0x80, (byte)0x8F),
            _ => (-1, (byte)0, (byte)0),
        };
        if (missing < 0) return false;
        _missing = (byte)missing;
        return true;
    }
}
