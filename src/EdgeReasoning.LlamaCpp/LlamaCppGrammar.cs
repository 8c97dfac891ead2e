using System.Buffers;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Native;

namespace EdgeReasoning.LlamaCpp;

/// <summary>A grammar of llama.cpp. It ends the process where it is given a token that it does not allow, so that every token is asked about first.</summary>
internal sealed unsafe class LlamaCppGrammar : ITokenGrammar
{
    private const int None = -1;

    private readonly NativeVocabulary _vocabulary;
    private readonly GrammarHandle _handle;
    private Utf8Progress _text;
    private int _allowed = None;
    private bool _ended;

    private LlamaCppGrammar(NativeVocabulary vocabulary, GrammarHandle handle)
    {
        _vocabulary = vocabulary;
        _handle = handle;
    }

    /// <summary>Makes a grammar.</summary>
    /// <exception cref="ArgumentException">llama.cpp refuses it.</exception>
    public static LlamaCppGrammar Create(NativeVocabulary vocabulary, GbnfGrammar grammar)
    {
        NativeLog.ClearComplaints();
        return new LlamaCppGrammar(vocabulary, vocabulary.CreateGrammar(grammar.Text)
            ?? throw new ArgumentException($"llama.cpp refuses the grammar: {NativeLog.Complaints}", nameof(grammar)));
    }

    public bool Allows(int token)
    {
        RequireOpen();
        ReadOnlySpan<byte> bytes = _vocabulary.GetBytes(token);
        if (_ended || !IsText(token, bytes)) return false;
        var candidate = new LlamaTokenData { Token = token };
        Apply(&candidate, 1);
        bool allowed = !float.IsNegativeInfinity(candidate.Logit);
        _allowed = allowed ? token : None;
        return allowed;
    }

    public void Mask(Span<float> logits)
    {
        RequireOpen();
        if (logits.Length != _vocabulary.Size) throw new ArgumentException($"There are {logits.Length} logits for a vocabulary of {_vocabulary.Size} tokens.", nameof(logits));
        LlamaTokenData[] candidates = ArrayPool<LlamaTokenData>.Shared.Rent(logits.Length);
        try
        {
            int count = 0;
            for (int token = 0; token < logits.Length; token++)
            {
                if (!_ended && !float.IsNegativeInfinity(logits[token]) && IsText(token, _vocabulary.GetBytes(token)))
                    candidates[count++] = new LlamaTokenData { Token = token, Logit = logits[token] };
            }

            fixed (LlamaTokenData* data = candidates)
            {
                if (count > 0) Apply(data, count);
            }

            logits.Fill(float.NegativeInfinity);
            foreach (ref readonly LlamaTokenData candidate in candidates.AsSpan(0, count)) logits[candidate.Token] = candidate.Logit;
        }
        finally
        {
            ArrayPool<LlamaTokenData>.Shared.Return(candidates);
        }
    }

    public void Accept(int token)
    {
        RequireOpen();
        if (token != _allowed && !Allows(token)) throw new InvalidOperationException($"The grammar does not allow token {token} here.");
        _allowed = None;
        if (_vocabulary.IsEndOfGeneration(token))
        {
            _ended = true;
            return;
        }

        NativeMethods.llama_sampler_accept(_handle, token);
        _text.TryAdvance(_vocabulary.GetBytes(token));
    }

    public ITokenGrammar Fork()
    {
        RequireOpen();
        return new LlamaCppGrammar(_vocabulary, _vocabulary.Clone(_handle)) { _text = _text, _ended = _ended };
    }

    public void Dispose() => _handle.Dispose();

    // The text of a control token, a turn's begin say, is none that a reply is made of, though a grammar would read it as such.
    private bool IsText(int token, ReadOnlySpan<byte> bytes)
    {
        if (_vocabulary.IsEndOfGeneration(token)) return _text.IsWhole;
        Utf8Progress text = _text;
        return bytes.Length > 0 && !_vocabulary.IsControl(token) && text.TryAdvance(bytes);
    }

    private void Apply(LlamaTokenData* data, int count)
    {
        var candidates = new LlamaTokenDataArray { Data = data, Size = (nuint)count, Selected = None };
        NativeMethods.llama_sampler_apply(_handle, &candidates);
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
}
