using System.Globalization;
using System.Numerics;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>Walks over a cleaned expression: blanks, single characters, numbers, names and words.</summary>
internal sealed class MathScanner(string text)
{
    public string Text { get; } = text;

    public int Position { get; set; }

    /// <summary>The next character that is not blank, or 0 at the end.</summary>
    public char Peek()
    {
        while (Position < Text.Length && char.IsWhiteSpace(Text[Position])) Position++;
        return Position < Text.Length ? Text[Position] : '\0';
    }

    public bool TryTake(char c)
    {
        if (Peek() != c) return false;
        Position++;
        return true;
    }

    public bool TryTakeWord(string word)
    {
        Peek();
        if (!Run().SequenceEqual(word)) return false;
        Position += word.Length;
        return true;
    }

    /// <summary>The letters from here on.</summary>
    public ReadOnlySpan<char> Run()
    {
        int end = Position;
        while (end < Text.Length && char.IsLetter(Text[end])) end++;
        return Text.AsSpan(Position, end - Position);
    }

    /// <summary>Whether a word of language or a unit comes next, rather than variables or a function.</summary>
    public bool IsAtWord()
    {
        char c = Peek();
        if (c == '"') return true;
        ReadOnlySpan<char> run = Run();
        return run.Length > 1 && !IsProduct(run) && !IsKnown(run);
    }

    /// <summary>The name of a command, after its backslash.</summary>
    public string TakeName()
    {
        int start = Position;
        while (Position < Text.Length && char.IsAsciiLetter(Text[Position])) Position++;
        return Text[start..Position];
    }

    /// <summary>A decimal number, exactly.</summary>
    /// <param name="thousands">Whether commas may group its digits; inside brackets they separate.</param>
    public BigRational? TakeNumber(bool thousands)
    {
        int start = Position;
        string whole = Digits();
        while (thousands && whole.Length is > 0 and <= 300 && IsGroup(Position) && Position - start < 4 + (4 * (whole.Length / 3)))
        {
            if (whole.Length > 3 && !Text.AsSpan(start, Position - start).Contains(',')) break;
            Position++;
            whole += Digits();
        }

        string fraction = "", repeating = "";
        if (Position < Text.Length && Text[Position] == '.' && (whole.Length == 0 || Position + 1 == Text.Length || Text[Position + 1] != '.'))
        {
            Position++;
            fraction = Digits();
            if (Text.AsSpan(Position).StartsWith("\\overline{", StringComparison.Ordinal))
            {
                Position += "\\overline{".Length;
                repeating = Digits();
                if (repeating.Length == 0 || !TryTake('}')) return null;
            }
        }

        if (whole.Length + fraction.Length + repeating.Length == 0) return null;
        BigInteger scale = BigInteger.Pow(10, fraction.Length), nines = BigInteger.Pow(10, repeating.Length) - 1;
        BigInteger value = Integer(whole + fraction);
        BigRational? number = repeating.Length == 0
            ? BigRational.Create(value, scale)
            : BigRational.Create((value * nines) + Integer(repeating), scale * nines);
        return number is { } mantissa ? Scaled(mantissa) : null;
    }

    public string Digits()
    {
        int start = Position;
        while (Position < Text.Length && char.IsAsciiDigit(Text[Position])) Position++;
        return Text[start..Position];
    }

    private BigRational? Scaled(BigRational mantissa)
    {
        // 6.02e23; a lone e is Euler's number, so digits must follow at once.
        int at = Position;
        if (at >= Text.Length || Text[at] is not ('e' or 'E')) return mantissa;
        int digits = at + 1 < Text.Length && Text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        if (digits >= Text.Length || !char.IsAsciiDigit(Text[digits])) return mantissa;
        Position = digits;
        string exponent = Digits();
        if (exponent.Length > 3) return null;
        BigInteger power = BigInteger.Pow(10, int.Parse(exponent, CultureInfo.InvariantCulture));
        return Text[at + 1] == '-' ? BigRational.Create(mantissa.Numerator, mantissa.Denominator * power) : BigRational.Create(mantissa.Numerator * power, mantissa.Denominator);
    }

    /// <summary>Whether a comma and exactly three digits stand there.</summary>
    private bool IsGroup(int at)
    {
        if (at + 3 >= Text.Length || Text[at] != ',') return false;
        for (int i = 1; i <= 3; i++)
        {
            if (!char.IsAsciiDigit(Text[at + i])) return false;
        }

        return at + 4 >= Text.Length || !char.IsAsciiDigit(Text[at + 4]);
    }

    private static BigInteger Integer(string digits) =>
        digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether small letters side by side are variables rather than a word: two or three of those that variables have, in rising order, since in
    /// any order one could be the anagram of another.
    /// </summary>
    private static bool IsProduct(ReadOnlySpan<char> run)
    {
        const string variables = "abcdkmnpqrstvxyz";
        if (run.Length == 3) return run is "abc" or "pqr" or "rst" || (run[1] == 'x' && run[2] is 'y' or 'z' && variables.Contains(run[0])) || run is "xyz";
        return run.Length == 2 && run[0] < run[1] && variables.Contains(run[0]) && variables.Contains(run[1])
            && run is not ("am" or "an" or "as" or "at" or "my" or "by" or "cm" or "km" or "mm");
    }

    private static bool IsKnown(ReadOnlySpan<char> run) =>
        run is "sqrt" or "pi" or "inf" or "infinity" or "abs" or "and" or "or" || MathFunctions.Has(run.ToString());
}
