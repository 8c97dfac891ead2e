using System.Text;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>A grammar over the bytes of a <see cref="ScriptedModel"/>.</summary>
public sealed class ScriptedGrammar : ITokenGrammar
{
    private readonly ScriptedModel _model;
    private GbnfMatcher _matcher;
    private byte[] _begun = [];
    private bool _ended, _disposed;

    internal ScriptedGrammar(ScriptedModel model, GbnfMatcher matcher)
    {
        _model = model;
        _matcher = matcher;
        model.CountGrammar(1);
    }

    /// <inheritdoc/>
    public bool Allows(int token)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ReadOnlySpan<byte> bytes = _model.GetTokenBytes(token);
        if (_ended) return false;
        if (_model.IsEndOfGeneration(token)) return _matcher.IsComplete && _begun.Length == 0;
        return token < 256 && Read(bytes[0]) is not null;
    }

    /// <inheritdoc/>
    public void Mask(Span<float> logits)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (logits.Length != _model.Info.VocabularySize) throw new ArgumentException($"There are {logits.Length} logits for {_model.Info.VocabularySize} tokens.", nameof(logits));
        for (int token = 0; token < logits.Length; token++)
        {
            if (!Allows(token)) logits[token] = float.NegativeInfinity;
        }
    }

    /// <inheritdoc/>
    public void Accept(int token)
    {
        if (!Allows(token)) throw new InvalidOperationException($"The grammar does not allow token {token} here.");
        if (_model.IsEndOfGeneration(token)) _ended = true;
        else (_matcher, _begun) = Read((byte)token)!.Value;
    }

    /// <inheritdoc/>
    public ITokenGrammar Fork()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ScriptedGrammar(_model, _matcher) { _begun = _begun, _ended = _ended };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed) _model.CountGrammar(-1);
        _disposed = true;
    }

    private (GbnfMatcher Matcher, byte[] Begun)? Read(byte next)
    {
        byte[] bytes = [.. _begun, next];
        System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out _);
        if (status == System.Buffers.OperationStatus.Done) return _matcher.Step(rune.Value) is { } stepped ? (stepped, []) : null;
        if (status != System.Buffers.OperationStatus.NeedMoreData) return null;
        (int first, int last) = Range(bytes);
        return _matcher.MayStep(first, last) ? (_matcher, bytes) : null;
    }

    // The characters that begin so, of which none may be written shorter.
    private static (int First, int Last) Range(byte[] begun)
    {
        int missing = begun[0] switch { >= 0xF0 => 3, >= 0xE0 => 2, _ => 1 }, value = begun[0] & (0x3F >> missing);
        for (int i = 1; i < begun.Length; i++, missing--) value = (value << 6) | (begun[i] & 0x3F);
        int least = begun[0] switch { >= 0xF0 => 0x10000, >= 0xE0 => 0x800, _ => 0x80 };
        return (Math.Max(least, value << (6 * missing)), ((value + 1) << (6 * missing)) - 1);
    }
}
