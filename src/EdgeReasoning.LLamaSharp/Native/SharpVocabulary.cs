using System.Text;
using LLama;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>A model's vocabulary. Safe from several threads.</summary>
internal sealed class SharpVocabulary
{
    private const int PieceGuess = 128;

    // LLamaSharp's own encodings replace what is not well-formed.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SafeLlamaModelHandle _model;
    private readonly SafeLlamaModelHandle.Vocabulary _vocabulary;
    private readonly byte[]?[] _bytes;
    private readonly int _droppedEnd;
    private readonly bool _hasSpecial;

    public SharpVocabulary(LLamaWeights weights)
    {
        _model = weights.NativeHandle;
        _vocabulary = _model.Vocab;
        _bytes = new byte[]?[_vocabulary.Count];

        // Some files ask for an end token after every text; a prompt that ends the reply before it starts is of no use.
        _droppedEnd = _vocabulary.ShouldAddEOS && _vocabulary.EOS is { } end ? (int)end : -1;

        // llama.cpp ends the process where it is to add a token that the file does not name.
        _hasSpecial = (!_vocabulary.ShouldAddBOS || _vocabulary.BOS is not null) && (!_vocabulary.ShouldAddEOS || _vocabulary.EOS is not null);
    }

    /// <summary>Tokens in it.</summary>
    public int Size => _bytes.Length;

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        ArgumentNullException.ThrowIfNull(text);
        LLamaToken[] tokens;
        try
        {
            tokens = _model.Tokenize(text, addSpecial && _hasSpecial, parseSpecial, Utf8);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException($"The text has an unpaired surrogate at index {exception.Index}; tokens stand for well-formed UTF-16 only.", nameof(text), exception);
        }

        int count = tokens.Length;
        if (addSpecial && count > 0 && _droppedEnd >= 0 && (int)tokens[count - 1] == _droppedEnd) count--;
        var numbers = new int[count];
        for (int i = 0; i < count; i++) numbers[i] = (int)tokens[i];
        return numbers;
    }

    public ReadOnlySpan<byte> GetBytes(int token)
    {
        RequireToken(token);
        return _bytes[token] ??= ReadBytes(token);
    }

    public bool IsEndOfGeneration(int token)
    {
        RequireToken(token);
        return ((LLamaToken)token).IsEndOfGeneration(_vocabulary);
    }

    private byte[] ReadBytes(int token)
    {
        Span<byte> guess = stackalloc byte[PieceGuess];
        uint length = _model.TokenToSpan(token, guess, special: true);
        if (length <= PieceGuess) return guess[..(int)length].ToArray();
        var bytes = new byte[length];
        _model.TokenToSpan(token, bytes, special: true);
        return bytes;
    }

    private void RequireToken(int token)
    {
        if ((uint)token >= (uint)_bytes.Length)
            throw new ArgumentOutOfRangeException(nameof(token), token, $"The vocabulary has tokens from 0 to {_bytes.Length - 1}.");
    }
}
