using System.Text;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>
/// A model in memory for the tests above the seam. Its vocabulary is the 256 bytes and a few special tokens; what it says is a
/// function of what its sequence holds, so that forks, rewinds and batches behave as in a real one.
/// </summary>
public sealed class ScriptedModel : IInferenceModel
{
    /// <summary>Fills in the logits of the next token, given the tokens so far. Must depend on nothing else.</summary>
    public delegate void Script(ReadOnlySpan<int> history, Span<float> logits);

    /// <summary>Special tokens, numbered from 256 in this order.</summary>
    public static readonly string[] Special = ["<bos>", "<eos>", "<user>", "<assistant>", "<think>", "</think>"];

    /// <summary>The template of the tiny models: the trace starts inside its thinking.</summary>
    public const string Template =
        "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant><think>{% endif %}";

    private readonly Script _script;
    private readonly byte[][] _bytes;
    private int _openGrammars;

    /// <summary>Makes a model that follows a script.</summary>
    public ScriptedModel(Script script)
    {
        _script = script;
        _bytes = [.. Enumerable.Range(0, 256).Select(b => new[] { (byte)b }), .. Special.Select(Encoding.UTF8.GetBytes)];
        Info = new ModelInfo
        {
            Name = "scripted",
            Architecture = "scripted",
            VocabularySize = _bytes.Length,
            ContextLength = 4096,
            ChatTemplate = Template,
            BeginOfSequence = Special[0],
            EndOfSequence = Special[1],
        };
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; set; }

    /// <summary>What the contexts made from now on can do.</summary>
    public ContextCapabilities Capabilities { get; set; } = ContextCapabilities.Rewind;

    /// <summary>Wraps every context that is made, to inject faults.</summary>
    public Func<IInferenceContext, IInferenceContext> Wrap { get; set; } = context => context;

    /// <summary>The contexts made so far.</summary>
    public List<ScriptedContext> Contexts { get; } = [];

    /// <summary>A model whose next token is noise, decided by all the tokens before it.</summary>
    public static ScriptedModel Noise() => new(static (history, logits) =>
    {
        ulong state = 0x9E3779B97F4A7C15;
        foreach (int token in history) state = (state ^ (ulong)token) * 0xBF58476D1CE4E5B9 + 1;
        for (var i = 0; i < logits.Length; i++)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            logits[i] = (state >> 40) / (float)(1 << 24) * 4f;
        }
    });

    /// <summary>A model that repeats itself: its next token is a letter of six, decided mostly by the two tokens before it; now and then a thinking marker, or the end.</summary>
    /// <param name="seed">Decides what follows what.</param>
    public static ScriptedModel Murmuring(int seed) => new((history, logits) =>
    {
        logits.Fill(-20);
        logits[257] = logits[260] = logits[261] = 1.5f;
        ulong state = 0x9E3779B97F4A7C15 ^ (ulong)seed;
        foreach (int token in history[Math.Max(0, history.Length - 2)..]) state = (state ^ (ulong)token) * 0xBF58476D1CE4E5B9 + 1;
        for (int letter = 'a'; letter <= 'f'; letter++)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            logits[letter] = (state >> 40) / (float)(1 << 24) * 8f;
        }
    });

    /// <summary>A model that gives one reply to everything: after the prompt's last special token, these characters, then the end.</summary>
    public static ScriptedModel Saying(string reply) => new(Reply(_ => reply));

    /// <summary>The same model with another chat template.</summary>
    public ScriptedModel WithTemplate(string template)
    {
        Info = Info with { ChatTemplate = template };
        return this;
    }

    /// <summary>A model whose reply is a function of the prompt's text.</summary>
    public static ScriptedModel Answering(Func<string, string> reply) => new(Reply(reply));

    /// <inheritdoc/>
    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<int>();
        Span<byte> utf8 = stackalloc byte[4];
        if (addSpecial) tokens.Add(256);
        for (var i = 0; i < text.Length;)
        {
            int special = parseSpecial ? Array.FindIndex(Special, s => text.AsSpan(i).StartsWith(s)) : -1;
            if (special >= 0)
            {
                tokens.Add(256 + special);
                i += Special[special].Length;
                continue;
            }
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
                throw new ArgumentException($"The text has an unpaired surrogate at index {i}.", nameof(text));
            foreach (byte b in utf8[..rune.EncodeToUtf8(utf8)]) tokens.Add(b);
            i += rune.Utf16SequenceLength;
        }
        return [.. tokens];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetTokenBytes(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _bytes.Length);
        return _bytes[token];
    }

    /// <inheritdoc/>
    public bool IsEndOfGeneration(int token) => token == 257;

    /// <inheritdoc/>
    public IInferenceContext CreateContext(ContextOptions options)
    {
        var context = new ScriptedContext(this, _script, options);
        Contexts.Add(context);
        return Wrap(context);
    }

    /// <summary>Grammars made and not disposed.</summary>
    public int OpenGrammars => _openGrammars;

    /// <summary>Whether it has grammars.</summary>
    public bool HasGrammars { get; set; } = true;

    /// <inheritdoc/>
    public ITokenGrammar CreateGrammar(GbnfGrammar grammar) =>
        HasGrammars ? new ScriptedGrammar(this, new GbnfMatcher(grammar)) : throw new NotSupportedException("This model has no grammars. Leave the grammar out.");

    internal void CountGrammar(int change) => Interlocked.Add(ref _openGrammars, change);

    /// <inheritdoc/>
    public void Dispose() => IsDisposed = true;

    /// <summary>Whether the model was disposed.</summary>
    public bool IsDisposed { get; private set; }

    private static Script Reply(Func<string, string> replyTo)
    {
        var replies = new Dictionary<string, int[]>();
        return (history, logits) =>
        {
            int start = history.LastIndexOf(259) + 1;   // behind the last <assistant>
            string prompt = Decode(history[..start]);
            int[] reply;
            lock (replies)
            {
                if (!replies.TryGetValue(prompt, out reply!))
                    replies[prompt] = reply = Encode(replyTo(prompt));
            }
            // A <think> there is the prompt's, unless the reply begins with one.
            if (start < history.Length && history[start] == 260 && reply.FirstOrDefault() != 260) start++;
            int said = history.Length - start;
            logits.Fill(-10);
            logits[said < reply.Length ? reply[said] : 257] = 10;
        };
    }

    private static int[] Encode(string text)
    {
        using var scratch = new ScriptedModel(static (_, _) => { });
        return scratch.Tokenize(text, addSpecial: false, parseSpecial: true);
    }

    private static string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new List<byte>();
        foreach (int token in tokens) bytes.AddRange(token < 256 ? [(byte)token] : Encoding.UTF8.GetBytes(Special[token - 256]));
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
