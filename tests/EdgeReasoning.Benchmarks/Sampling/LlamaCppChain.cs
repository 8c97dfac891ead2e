using System.Runtime.InteropServices;

namespace EdgeReasoning.Benchmarks.Sampling;

/// <summary>A sampler chain of llama.cpp's own, called through its C API.</summary>
internal sealed unsafe class LlamaCppChain : IDisposable
{
    private readonly LlamaCppSamplers _api;
    private readonly TokenData* _candidates;
    private readonly int _vocabularySize;
    private void* _chain;

    public LlamaCppChain(LlamaCppSamplers api, int vocabularySize, params ReadOnlySpan<nint> steps)
    {
        _api = api;
        _vocabularySize = vocabularySize;
        _candidates = (TokenData*)NativeMemory.Alloc((nuint)vocabularySize, (nuint)sizeof(TokenData));
        _chain = api.ChainInit(new ChainParams { NoPerf = 1 });
        foreach (nint step in steps) api.ChainAdd(_chain, (void*)step);
    }

    /// <summary>What llama_sampler_sample does: fills the candidates from the logits, applies the chain, accepts the token.</summary>
    public int Sample(ReadOnlySpan<float> logits)
    {
        TokenData* candidates = _candidates;
        fixed (float* source = logits)
        {
            for (int i = 0; i < _vocabularySize; i++) candidates[i] = new TokenData { Token = i, Logit = source[i] };
        }
        var array = new TokenDataArray { Data = candidates, Size = (nuint)_vocabularySize, Selected = -1 };
        _api.Apply(_chain, &array);
        int token = array.Data[array.Selected].Token;
        _api.Accept(_chain, token);
        return token;
    }

    public void Dispose()
    {
        if (_chain == null) return;
        _api.Free(_chain);
        NativeMemory.Free(_candidates);
        _chain = null;
    }

    /// <summary>llama_token_data.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TokenData
    {
        public int Token;
        public float Logit;
        public float Probability;
    }

    /// <summary>llama_token_data_array.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TokenDataArray
    {
        public TokenData* Data;
        public nuint Size;
        public long Selected;
        public byte Sorted;
    }

    /// <summary>llama_sampler_chain_params.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ChainParams
    {
        public byte NoPerf;
    }
}
