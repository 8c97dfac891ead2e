using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>Counts what is decoded.</summary>
internal sealed class CountingModel(IInferenceModel inner) : IInferenceModel
{
    public int Tokens { get; private set; }

    public int Calls { get; private set; }

    public ModelInfo Info => inner.Info;

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => inner.Tokenize(text, addSpecial, parseSpecial);

    public ReadOnlySpan<byte> GetTokenBytes(int token) => inner.GetTokenBytes(token);

    public bool IsEndOfGeneration(int token) => inner.IsEndOfGeneration(token);

    public ITokenGrammar CreateGrammar(GbnfGrammar grammar) => inner.CreateGrammar(grammar);

    public IInferenceContext CreateContext(ContextOptions options) => new Context(this, inner.CreateContext(options));

    public void Dispose() => inner.Dispose();

    private sealed class Context(CountingModel model, IInferenceContext inner) : IInferenceContext
    {
        public ContextLimits Limits => inner.Limits;

        public ContextCapabilities Capabilities => inner.Capabilities;

        public BackendIdentity Identity => inner.Identity;

        public void Decode(TokenBatch batch)
        {
            model.Tokens += batch.Count;
            model.Calls++;
            inner.Decode(batch);
        }

        public ReadOnlySpan<float> GetLogits(int row) => inner.GetLogits(row);

        public int GetLength(int sequence) => inner.GetLength(sequence);

        public void Fork(int source, int target) => inner.Fork(source, target);

        public bool TryTruncate(int sequence, int length) => inner.TryTruncate(sequence, length);

        public void Release(int sequence) => inner.Release(sequence);

        public void Dispose() => inner.Dispose();
    }
}
