using EdgeReasoning.Benchmarks.Sampling;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>A model whose decode call does nothing and whose logits are ready: what is left of a step is the engine's own work.</summary>
internal sealed class IdleModel : IInferenceModel
{
    private const int Rows = 16, EndOfReply = 0;

    private readonly float[][] _logits;
    private readonly byte[][] _bytes;

    public IdleModel(int vocabularySize)
    {
        _logits = [.. Enumerable.Range(0, Rows).Select(seed => LogitProfile.Peaked(vocabularySize, seed))];
        // Replies are as long as they may be.
        foreach (float[] logits in _logits) logits[EndOfReply] = float.NegativeInfinity;
        _bytes = [.. Enumerable.Range(0, vocabularySize).Select(token => new[] { (byte)' ', (byte)('a' + token % 26), (byte)('a' + token / 26 % 26) })];
        Info = new ModelInfo { Name = "idle", Architecture = "idle", VocabularySize = vocabularySize, ContextLength = 1 << 20 };
    }

    public ModelInfo Info { get; }

    /// <summary>Decode calls wait while it is shut.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => [.. text.Select(character => 1 + character % (Info.VocabularySize - 1))];

    public ReadOnlySpan<byte> GetTokenBytes(int token) => _bytes[token];

    public bool IsEndOfGeneration(int token) => token == EndOfReply;

    public IInferenceContext CreateContext(ContextOptions options) => new Context(this, options);

    public void Dispose() => Gate.Dispose();

    private sealed class Context(IdleModel model, ContextOptions options) : IInferenceContext
    {
        private readonly int[] _lengths = new int[options.MaxSequences];
        private int _call;

        public ContextLimits Limits { get; } = new(
            options.SequenceTokens ?? 4096, (options.SequenceTokens ?? 4096) * options.MaxSequences, options.MaxSequences, options.MaxBatchTokens, options.Layout);

        public ContextCapabilities Capabilities => ContextCapabilities.Rewind;

        public BackendIdentity Identity { get; } = new() { Library = "idle", Version = "1", Backend = "none", Device = "none", Layout = options.Layout };

        public void Decode(TokenBatch batch)
        {
            model.Gate.Wait();
            foreach (int sequence in batch.Sequences) _lengths[sequence]++;
            _call++;
        }

        public ReadOnlySpan<float> GetLogits(int row) => model._logits[(_call + row) % Rows];

        public int GetLength(int sequence) => _lengths[sequence];

        public void Fork(int source, int target) => _lengths[target] = _lengths[source];

        public bool TryTruncate(int sequence, int length)
        {
            _lengths[sequence] = length;
            return true;
        }

        public void Release(int sequence) => _lengths[sequence] = 0;

        public void Dispose()
        {
        }
    }
}
