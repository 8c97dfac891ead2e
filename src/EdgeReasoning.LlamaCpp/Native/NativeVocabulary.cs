using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>A model's vocabulary. Safe from several threads.</summary>
internal sealed unsafe class NativeVocabulary
{
    private const int PieceGuess = 128;

    private readonly ModelHandle _model;
    private readonly nint _vocab;
    private readonly byte[]?[] _bytes;
    private readonly int _droppedEnd;
    private readonly bool _hasSpecial;
    private bool[]? _isControl;

    public NativeVocabulary(ModelHandle model)
    {
        _model = model;
        _vocab = NativeMethods.llama_model_get_vocab(model);
        _bytes = new byte[]?[NativeMethods.llama_vocab_n_tokens(_vocab)];

        // Some files ask for an end token after every text; a prompt that ends the reply before it starts is of no use.
        _droppedEnd = NativeMethods.llama_vocab_get_add_eos(_vocab) ? NativeMethods.llama_vocab_eos(_vocab) : -1;

        // llama.cpp ends the process where it is to add a token that the file does not name.
        _hasSpecial = (!NativeMethods.llama_vocab_get_add_bos(_vocab) || NativeMethods.llama_vocab_bos(_vocab) >= 0)
            && (!NativeMethods.llama_vocab_get_add_eos(_vocab) || NativeMethods.llama_vocab_eos(_vocab) >= 0);
    }

    /// <summary>Tokens in it.</summary>
    public int Size => _bytes.Length;

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Math.Max(1, checked(text.Length * 3)));
        int[]? tokens = null;
        try
        {
            if (Utf8.FromUtf16(text, utf8, out int read, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
                throw new ArgumentException($"The text has an unpaired surrogate at index {read}; tokens stand for well-formed UTF-16 only.", nameof(text));

            // A token stands for a byte at least; the special ones are extra.
            tokens = ArrayPool<int>.Shared.Rent(written + 8);
            int count = Tokenize(utf8.AsSpan(0, written), tokens, addSpecial, parseSpecial);
            if (count < 0 && count != int.MinValue)
            {
                ArrayPool<int>.Shared.Return(tokens);
                tokens = ArrayPool<int>.Shared.Rent(-count);
                count = Tokenize(utf8.AsSpan(0, written), tokens, addSpecial, parseSpecial);
            }

            if (count < 0) throw new ArgumentException($"The text of {text.Length} characters is too long to be split into tokens.", nameof(text));
            if (addSpecial && count > 0 && _droppedEnd >= 0 && tokens[count - 1] == _droppedEnd) count--;
            return tokens.AsSpan(0, count).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
            if (tokens is not null) ArrayPool<int>.Shared.Return(tokens);
        }
    }

    public ReadOnlySpan<byte> GetBytes(int token)
    {
        RequireToken(token);
        return _bytes[token] ??= ReadBytes(token);
    }

    public bool IsEndOfGeneration(int token)
    {
        RequireToken(token);
        using var hold = new HandleHold(_model);
        return NativeMethods.llama_vocab_is_eog(_vocab, token);
    }

    /// <summary>Whether a token is one of the model's own marks, and no text.</summary>
    public bool IsControl(int token)
    {
        RequireToken(token);
        return (_isControl ??= ReadControls())[token];
    }

    /// <summary>Makes a grammar; null where llama.cpp refuses it.</summary>
    public GrammarHandle? CreateGrammar(string gbnf)
    {
        using var hold = new HandleHold(_model);
        return Keep(NativeMethods.llama_sampler_init_grammar(_vocab, gbnf, "root"));
    }

    /// <summary>Copies a grammar with where it stands.</summary>
    public GrammarHandle Clone(GrammarHandle grammar) =>
        Keep(NativeMethods.llama_sampler_clone(grammar)) ?? throw new InvalidOperationException("llama.cpp could not copy a grammar.");

    private GrammarHandle? Keep(GrammarHandle grammar)
    {
        if (grammar.IsInvalid) return null;
        grammar.KeepAlive(_model);
        return grammar;
    }

    private bool[] ReadControls()
    {
        using var hold = new HandleHold(_model);
        var controls = new bool[_bytes.Length];
        for (int token = 0; token < controls.Length; token++) controls[token] = NativeMethods.llama_vocab_is_control(_vocab, token);
        return controls;
    }

    private int Tokenize(ReadOnlySpan<byte> utf8, Span<int> tokens, bool addSpecial, bool parseSpecial)
    {
        using var hold = new HandleHold(_model);
        fixed (byte* text = &MemoryMarshal.GetReference(utf8))
        fixed (int* target = tokens)
        {
            return NativeMethods.llama_tokenize(_vocab, text, utf8.Length, target, tokens.Length, addSpecial && _hasSpecial, parseSpecial);
        }
    }

    private byte[] ReadBytes(int token)
    {
        using var hold = new HandleHold(_model);
        byte* guess = stackalloc byte[PieceGuess];
        int length = NativeMethods.llama_token_to_piece(_vocab, token, guess, PieceGuess, 0, special: true);
        if (length >= 0)
        {
            // A control token without a piece still has a text.
            return length == 0 && NativeMethods.llama_vocab_is_control(_vocab, token)
                ? MemoryMarshal.CreateReadOnlySpanFromNullTerminated(NativeMethods.llama_vocab_get_text(_vocab, token)).ToArray()
                : new ReadOnlySpan<byte>(guess, length).ToArray();
        }

        var bytes = new byte[-length];
        fixed (byte* target = bytes)
        {
            length = NativeMethods.llama_token_to_piece(_vocab, token, target, bytes.Length, 0, special: true);
        }

        return length == bytes.Length ? bytes : bytes[..Math.Max(0, length)];
    }

    private void RequireToken(int token)
    {
        if ((uint)token >= (uint)_bytes.Length)
            throw new ArgumentOutOfRangeException(nameof(token), token, $"The vocabulary has tokens from 0 to {_bytes.Length - 1}.");
    }
}
