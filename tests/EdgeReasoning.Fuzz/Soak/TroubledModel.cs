using EdgeReasoning.Inference;
using EdgeReasoning.Testing;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>A model whose contexts are troubled.</summary>
internal sealed class TroubledModel(IInferenceModel inner, int seed) : IInferenceModel
{
    public ModelInfo Info => inner.Info;

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => inner.Tokenize(text, addSpecial, parseSpecial);

    public ReadOnlySpan<byte> GetTokenBytes(int token) => inner.GetTokenBytes(token);

    public bool IsEndOfGeneration(int token) => inner.IsEndOfGeneration(token);

    public ITokenGrammar CreateGrammar(GbnfGrammar grammar) => inner.CreateGrammar(grammar);

    public IInferenceContext CreateContext(ContextOptions options) => new TroubledContext(inner.CreateContext(options), seed) { OneIn = 200 };

    public void Dispose() => inner.Dispose();
}
