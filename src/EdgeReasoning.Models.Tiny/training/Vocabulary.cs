using System.Text;

namespace EdgeReasoning.Models.Tiny.Training;

/// <summary>The family's vocabulary: markers, the 256 bytes, and the words of the stories. Any text can be written in it.</summary>
/// <remarks>Words are matched wherever they stand, the longest first, as llama.cpp does with user-defined tokens.</remarks>
internal sealed class Vocabulary
{
    public const string Pad = "<pad>";
    public const string Begin = "<｜begin▁of▁sentence｜>";
    public const string End = "<｜end▁of▁sentence｜>";
    public const string User = "<｜User｜>";
    public const string Assistant = "<｜Assistant｜>";
    public const string Think = "<think>";
    public const string EndThink = "</think>";
    public const string TurnStart = "<|im_start|>";
    public const string TurnEnd = "<|im_end|>";

    private static readonly string[] s_markers = [Pad, Begin, End, User, Assistant, Think, EndThink, TurnStart, TurnEnd];

    private static readonly string[] s_words =
    [
        .. WithSpace("Ann Bob Dee Eve Fay Gus Hal Ida Jim Kim Leo Max Ned Pam Ray Sue"),
        .. WithSpace("coins pens figs nuts cards shells eggs beads"),
        .. WithSpace("finds buys wins gets loses sells drops uses doubles gives shares has have half with the"),
        .. WithSpace("How many does now at end home school town park farm a It rains The sun shines A bird sings is late"),
        .. "Today At In On".Split(' '),
        .. "Think Wait Hmm".Split(' '), .. WithSpace("for most tokens"),
        "\\boxed{", "user", "assistant", "system",
    ];

    private readonly Dictionary<string, int> _ids;
    private readonly int _longest;

    public Vocabulary()
    {
        Tokens =
        [
            .. s_markers.Select(text => new VocabularyToken(text, TokenKind.Marker)),
            .. Enumerable.Range(0, 256).Select(value => new VocabularyToken(NameOf((byte)value), TokenKind.Byte)),
            .. s_words.Select(text => new VocabularyToken(text, TokenKind.Word)),
        ];
        while (Tokens.Count % 32 != 0) Tokens.Add(new($"<unused{Tokens.Count}>", TokenKind.Unused));
        _ids = Tokens.Select((token, id) => (token, id)).Where(pair => pair.token.Kind is TokenKind.Marker or TokenKind.Word)
            .ToDictionary(pair => pair.token.Text, pair => pair.id, StringComparer.Ordinal);
        _longest = _ids.Keys.Max(text => text.Length);
    }

    public List<VocabularyToken> Tokens { get; }

    public int this[string text] => _ids[text];

    /// <summary>Splits a text; markers in it are taken as such.</summary>
    public void Encode(string text, List<int> tokens)
    {
        for (int i = 0; i < text.Length;)
        {
            int length = Math.Min(_longest, text.Length - i);
            while (length > 0 && !_ids.ContainsKey(text.Substring(i, length))) length--;
            if (length > 0)
            {
                tokens.Add(_ids[text.Substring(i, length)]);
                i += length;
                continue;
            }

            int end = i + (char.IsHighSurrogate(text[i]) ? 2 : 1);
            foreach (byte value in Encoding.UTF8.GetBytes(text[i..end])) tokens.Add(s_markers.Length + value);
            i = end;
        }
    }

    public int Count(string text)
    {
        List<int> tokens = [];
        Encode(text, tokens);
        return tokens.Count;
    }

    private static IEnumerable<string> WithSpace(string words) => words.Split(' ').Select(word => " " + word);

    /// <summary>The printable character that byte-level BPE writes a byte as (bytes_to_unicode of GPT-2's encoder.py).</summary>
    private static string NameOf(byte value)
    {
        if (IsPrintable(value)) return ((char)value).ToString();
        int rank = Enumerable.Range(0, value).Count(before => !IsPrintable((byte)before));
        return ((char)(256 + rank)).ToString();
    }

    private static bool IsPrintable(byte value) => value is (>= (byte)'!' and <= (byte)'~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
}
