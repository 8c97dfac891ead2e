using System.Text;

namespace EdgeReasoning.Fuzz.Mutation;

/// <summary>Makes texts from those of a corpus: as tokens, so that much of their structure stays, and then sometimes as characters.</summary>
public sealed class TextMutator(IReadOnlyList<string> corpus, IReadOnlyList<string> words, IReadOnlyList<(string Open, string Close)> brackets)
{
    private const int MoreCharacters = 1 << 9, Long = 1 << 15, LongOneIn = 64, VeryLong = 1 << 18, VeryLongOneIn = 4096, DamagedOneIn = 8;
    private const string Odd = "\0\t\n\r \u00a0\u0085\u2028\ufeff\uffff\ud83d\ude00é思٣½²İıß", Marks = "{}[]()<>|%#$*_^~`'\"\\/,.;:!?+-=@&";

    private static readonly string[] s_numbers =
    [
        "0", "-0", "1", "-1", "2", "0.5", "1e9", "1e-9", "1e308", "1e309", "-1e999", "5e-324", "127", "128", "255", "256", "32768", "65536", "2147483647", "2147483648", "-2147483649",
        "4294967296", "9007199254740993", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616", "79228162514264337593543950336",
        "NaN", "Infinity", "0x7fffffff", "00", "1_000", "1,000,000", "٣", new string('9', 400), "0." + new string('0', 400) + "1",
    ];

    private static readonly string[][] s_none = [[]];
    private readonly string[][] _corpus = corpus.Count == 0 ? s_none : [.. corpus.Select(text => TextTokens.Split(text).ToArray())];

    /// <summary>Makes a text.</summary>
    public string Next(Random random)
    {
        List<string> tokens = [.. Pick(random, _corpus)];
        // Long texts find little that short ones do not, and take most of the time.
        int most = random.Next(VeryLongOneIn) == 0 ? VeryLong : random.Next(LongOneIn) == 0 ? Long : MoreCharacters + tokens.Sum(token => token.Length);
        for (int changes = 1 << random.Next(6); changes > 0; changes--) Change(random, tokens, most);
        var text = new StringBuilder();
        foreach (string token in tokens)
        {
            if (text.Length + token.Length > most) break;
            text.Append(token);
        }

        if (random.Next(DamagedOneIn) == 0) Damage(random, text);
        return text.ToString();
    }

    private void Change(Random random, List<string> tokens, int most)
    {
        int at = random.Next(tokens.Count + 1);
        int length = random.Next(1, Math.Min(1 << random.Next(8), tokens.Count - at + 1) + 1);
        length = Math.Min(length, tokens.Count - at);
        switch (random.Next(11))
        {
            case 0: tokens.RemoveRange(at, length); break;
            case 1: Repeat(tokens, at, length, random.Next(32) == 0 ? most : random.Next(1, 4), most); break;
            case 2 when tokens.Count > 1: Swap(tokens, random.Next(tokens.Count), random.Next(tokens.Count)); break;
            case 3 when at < tokens.Count: tokens[at] = Pick(random, words); break;
            case 4: tokens.Insert(at, Pick(random, words)); break;
            case 5: tokens.Insert(at, Pick(random, words) + " " + Pick(random, words)); break;
            case 6: ReplaceNumber(random, tokens, at); break;
            case 7: Splice(random, tokens, at); break;
            case 8: Nest(random, tokens, at, length, most); break;
            case 9 when random.Next(16) == 0: tokens.Insert(at, new string(Character(random), random.Next(most))); break;
            default: tokens.Insert(at, Character(random).ToString()); break;
        }
    }

    private static void Repeat(List<string> tokens, int at, int length, int times, int most)
    {
        if (length == 0) return;
        List<string> piece = tokens.GetRange(at, length);
        int characters = Math.Max(1, piece.Sum(token => token.Length));
        times = Math.Min(times, most / characters);
        tokens.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(same => same));
    }

    private static void Swap(List<string> tokens, int left, int right) => (tokens[left], tokens[right]) = (tokens[right], tokens[left]);

    private static void ReplaceNumber(Random random, List<string> tokens, int at)
    {
        int number = tokens.FindIndex(Math.Min(at, tokens.Count), token => token.Length > 0 && char.IsAsciiDigit(token[0]));
        if (number >= 0) tokens[number] = Pick(random, s_numbers);
        else tokens.Insert(at, Pick(random, s_numbers));
    }

    private void Splice(Random random, List<string> tokens, int at)
    {
        string[] other = Pick(random, _corpus);
        int start = random.Next(other.Length + 1);
        tokens.InsertRange(at, other.Skip(start).Take(random.Next(1, 64)));
    }

    private void Nest(Random random, List<string> tokens, int at, int length, int most)
    {
        (string open, string close) = Pick(random, brackets);
        int depth = 1 << random.Next(random.Next(32) == 0 ? 15 : 6);
        depth = Math.Min(depth, most / Math.Max(1, open.Length + close.Length));
        // Sometimes nothing closes.
        if (random.Next(8) > 0) tokens.Insert(at + length, string.Concat(Enumerable.Repeat(close, depth)));
        tokens.Insert(at, string.Concat(Enumerable.Repeat(open, depth)));
    }

    private static void Damage(Random random, StringBuilder text)
    {
        for (int changes = random.Next(1, 9); changes > 0 && text.Length > 0; changes--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text[at] = Character(random); break;
                case 1: text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at)); break;
                case 2: text.Insert(at, Character(random)); break;
                default: text.Length = at; break;
            }
        }
    }

    private static char Character(Random random) => random.Next(4) switch
    {
        0 => (char)random.Next(128),
        1 => Odd[random.Next(Odd.Length)],
        2 => Marks[random.Next(Marks.Length)],
        _ => (char)random.Next(char.MaxValue + 1),
    };

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
