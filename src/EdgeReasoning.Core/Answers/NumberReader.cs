using EdgeReasoning.Answers.Mathematics;

namespace EdgeReasoning.Answers;

/// <summary>Reads one written number in running text.</summary>
internal static class NumberReader
{
    /// <summary>The number that begins here, with its sign, currency sign and percent sign; null if none does.</summary>
    public static AnswerSpan? Read(AnswerText text, int at, int end)
    {
        char before = text[at - 1];
        if (char.IsLetterOrDigit(before) || before is '_' or '^' or '.') return null;
        int start = at;
        // A minus between two values subtracts.
        if (text[at] is '-' or '−' or '+')
        {
            if (before is ')' or ']' or '}' || (before == ' ' && text[at + 1] == ' ')) return null;
            at++;
        }

        if (text[at] == '\\' && text[at + 1] == '$') at++;
        if (text[at] is '$' or '€' or '£') at++;
        int stop = text[at] == '\\' ? Fraction(text, at) : Decimal(text, at);
        if (stop <= at || stop > end) return null;
        stop = Continuation(text, stop);
        return stop > end ? null : new AnswerSpan(start, stop - start);
    }

    private static int Decimal(AnswerText text, int at)
    {
        int stop = Digits(text, at);
        bool grouped = stop - at is >= 1 and <= 3;
        while (grouped)
        {
            int group = text[stop] == ',' || MathText.IsGroupBlank(text[stop]) ? stop + 1 : text.Has("{,}", stop) ? stop + 3 : text.Has("\\,", stop) ? stop + 2 : -1;
            if (group < 0 || Digits(text, group) != group + 3) break;
            stop = group + 3;
        }

        if (text[stop] == '.' && char.IsAsciiDigit(text[stop + 1])) stop = Digits(text, stop + 1);
        return stop;
    }

    /// <summary>A bar, a mixed fraction, a power of ten or a percent sign after the digits.</summary>
    private static int Continuation(AnswerText text, int stop)
    {
        if (text[stop] == '/' && Digits(text, stop + 1) is var bottom && bottom > stop + 1 && text[bottom] != '/') return bottom;
        if (text[stop] == ' ' && Digits(text, stop + 1) is var top && top > stop + 1 && text[top] == '/' && Digits(text, top + 1) is var mixed && mixed > top + 1) return mixed;
        if (Fraction(text, stop) is var fraction && fraction > stop) return fraction;
        int power = text.SkipSpace(stop, lines: false);
        int ten = text.Has("\\times", power) ? power + 6 : text[power] is '×' or '*' ? power + 1 : -1;
        if (ten > 0 && text.SkipSpace(ten, lines: false) is var digits && text.Has("10", digits))
        {
            int raised = digits + 2;
            while (MathText.IsSuperscript(text[raised])) raised++;
            if (raised > digits + 2) return raised;
            if (text[digits + 2] != '^') return stop;
            bool braces = text[digits + 3] == '{';
            int exponent = digits + (braces ? 4 : 3);
            if (text[exponent] is '-' or '−') exponent++;
            int last = Digits(text, exponent);
            if (last > exponent) return braces && text[last] == '}' ? last + 1 : last;
        }

        return text[stop] == '%' ? stop + 1 : text[stop] == '\\' && text[stop + 1] == '%' ? stop + 2 : stop;
    }

    /// <summary>Where a \frac of two whole numbers ends, or where it began if it is none.</summary>
    private static int Fraction(AnswerText text, int at)
    {
        int top = text.Has("\\frac{", at) ? at + 6 : text.Has("\\dfrac{", at) || text.Has("\\tfrac{", at) ? at + 7 : -1;
        if (top < 0) return at;
        int middle = Digits(text, text[top] == '-' ? top + 1 : top);
        if (!text.Has("}{", middle)) return at;
        int bottom = Digits(text, middle + 2);
        return bottom > middle + 2 && text[bottom] == '}' ? bottom + 1 : at;
    }

    private static int Digits(AnswerText text, int at)
    {
        while (char.IsAsciiDigit(text[at])) at++;
        return at;
    }
}
