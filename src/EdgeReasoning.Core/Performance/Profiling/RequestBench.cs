using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Runs and times the phases of requests on one context. Sequence 0 keeps the prompt; the replies are forks of it.</summary>
internal sealed class RequestBench : IDisposable
{
    private readonly IInferenceContext _context;
    private readonly TokenBatch _batch;
    private readonly Sampler[] _samplers;
    private readonly int[] _tokens;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly int _vocabulary;

    internal RequestBench(IInferenceModel model, KvLayout layout, int promptTokens, int replyTokens, int sequences, ProfilerOptions options)
    {
        _context = model.CreateContext(new ContextOptions
        {
            SequenceTokens = promptTokens + replyTokens,
            MaxSequences = sequences + 1,
            MaxBatchTokens = options.MaxBatchTokens,
            Layout = layout,

            // The prompt counts once in unified memory; separate memory does not use the number.
            CapacityTokens = promptTokens + (replyTokens * (sequences + 1)),
        });
        Layout = layout;
        _vocabulary = model.Info.VocabularySize;
        _batch = new TokenBatch(_context.Limits.MaxBatchTokens);
        SamplerWorkspace workspace = new(_vocabulary);
        _samplers = [.. Enumerable.Range(0, sequences).Select(i => new Sampler(options.Sampling, _vocabulary, (ulong)(options.Seed + i), workspace))];
        _tokens = new int[sequences];
        _time = options.TimeProvider;
        _random = new Random(options.Seed);
    }

    internal KvLayout Layout { get; }

    internal BackendIdentity Identity => _context.Identity;

    public void Dispose() => _context.Dispose();

    /// <summary>Puts a new prompt into memory, and samples the token after it.</summary>
    internal Phase Prefill(int tokens, CancellationToken cancellationToken)
    {
        _context.Release(0);
        TimeSpan start = _time.MonotonicNow();
        for (int done = 0; done < tokens;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _batch.Clear();
            for (int end = Math.Min(tokens, done + _batch.Capacity); done < end; done++) _batch.Add(RandomToken(), done, 0, done == tokens - 1);
            _context.Decode(_batch);
        }

        _samplers[0].Sample(_context.GetLogits(_batch.Count - 1));
        return new Phase(start, _time.MonotonicNow());
    }

    /// <summary>Forks the prompt and decodes all forks together: 1 step, and then the others.</summary>
    internal (Phase Fork, Phase First, Phase Later) Decode(int sequences, int steps, CancellationToken cancellationToken)
    {
        for (int i = 0; i < sequences; i++) _tokens[i] = RandomToken();
        int position = _context.GetLength(0);
        try
        {
            TimeSpan start = _time.MonotonicNow();
            for (int i = 0; i < sequences; i++) _context.Fork(0, i + 1);
            TimeSpan forked = _time.MonotonicNow();
            Step(sequences, position);
            TimeSpan first = _time.MonotonicNow();
            for (int i = 1; i < steps; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Step(sequences, position + i);
            }

            return (new Phase(start, forked), new Phase(forked, first), new Phase(first, _time.MonotonicNow()));
        }
        finally
        {
            for (int i = 0; i < sequences; i++) _context.Release(i + 1);
        }
    }

    private void Step(int sequences, int position)
    {
        _batch.Clear();
        for (int i = 0; i < sequences; i++) _batch.Add(_tokens[i], position, i + 1, wantsLogits: true);
        _context.Decode(_batch);
        for (int i = 0; i < sequences; i++) _tokens[i] = _samplers[i].Sample(_context.GetLogits(i)).Token;
    }

    // Special tokens lie at the ends of most vocabularies.
    private int RandomToken() => (_vocabulary / 4) + _random.Next(Math.Max(1, _vocabulary / 2));

    /// <summary>A time, on the clock that meters share.</summary>
    internal readonly record struct Phase(TimeSpan From, TimeSpan To)
    {
        internal double Seconds => (To - From).TotalSeconds;
    }
}
