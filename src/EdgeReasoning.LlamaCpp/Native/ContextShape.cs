using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>What <see cref="ContextOptions"/> come to in llama.cpp's terms.</summary>
/// <param name="SequenceTokens">Tokens that one sequence can have.</param>
/// <param name="Cells">Cells of KV memory, <c>n_ctx</c>.</param>
/// <param name="BatchTokens">Tokens of a decode call, <c>n_batch</c>.</param>
/// <param name="MicroBatchTokens">Tokens of one run through the graph, <c>n_ubatch</c>.</param>
internal readonly record struct ContextShape(int SequenceTokens, uint Cells, uint BatchTokens, uint MicroBatchTokens)
{
    private const int MaxSequences = 256;
    private const int DefaultSequenceTokens = 4096;
    private const int MaxMicroBatchTokens = 512;
    private const int CellPadding = 256;

    /// <summary>The shape of a context of a model.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ContextShape Of(ContextOptions options, GgufModel file)
    {
        int sequenceTokens = options.SequenceTokens ?? Math.Min(file.Info.ContextLength ?? DefaultSequenceTokens, DefaultSequenceTokens);
        Validate(options, sequenceTokens, file);
        int cells = options.Layout == KvLayout.Unified
            ? Pad(options.CapacityTokens ?? sequenceTokens * options.MaxSequences)
            : Pad(sequenceTokens) * options.MaxSequences;

        // llama.cpp ends the process where a batch has less room than one token for each sequence.
        int batchTokens = Math.Max(options.MaxBatchTokens, options.MaxSequences);
        return new ContextShape(sequenceTokens, (uint)cells, (uint)batchTokens, (uint)Math.Min(batchTokens, MaxMicroBatchTokens));
    }

    /// <summary>What fits, by what llama.cpp has made of it.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="cells">The context's own <c>n_ctx</c>.</param>
    /// <param name="batchTokens">The context's own <c>n_batch</c>.</param>
    public ContextLimits LimitsOf(ContextOptions options, uint cells, uint batchTokens)
    {
        int capacity = options.Layout == KvLayout.Unified ? (int)cells : SequenceTokens * options.MaxSequences;
        int batch = Math.Min(options.MaxBatchTokens, (int)batchTokens);
        return new ContextLimits(Math.Min(SequenceTokens, capacity), capacity, options.MaxSequences, batch, options.Layout);
    }

    private static void Validate(ContextOptions options, int sequenceTokens, GgufModel file)
    {
        Require(sequenceTokens >= 1, nameof(options.SequenceTokens), sequenceTokens, "at least 1");
        Require(options.MaxSequences is >= 1 and <= MaxSequences, nameof(options.MaxSequences), options.MaxSequences, $"from 1 to {MaxSequences}");
        Require(options.MaxBatchTokens >= 1, nameof(options.MaxBatchTokens), options.MaxBatchTokens, "at least 1");
        Require(options.CapacityTokens is null or >= 1, nameof(options.CapacityTokens), options.CapacityTokens, "at least 1");
        Require(options.CapacityTokens is not > int.MaxValue - CellPadding, nameof(options.CapacityTokens), options.CapacityTokens, $"at most {int.MaxValue - CellPadding}");
        Require(Enum.IsDefined(options.Layout), nameof(options.Layout), options.Layout, "Separate or Unified");
        Require(file.PositionLimit is not { } limit || sequenceTokens <= limit, nameof(options.SequenceTokens), sequenceTokens,
            $"at most {file.PositionLimit}, the positions this model has learned");
        long cells = (long)sequenceTokens * options.MaxSequences;
        Require(cells <= int.MaxValue - CellPadding * MaxSequences, nameof(options.SequenceTokens), sequenceTokens,
            $"at most {(int.MaxValue - CellPadding * MaxSequences) / options.MaxSequences} with {options.MaxSequences} sequences");

        static void Require(bool holds, string name, object? value, string range)
        {
            if (!holds) throw new ArgumentOutOfRangeException(nameof(options), value, $"{name} is {value}; it has to be {range}.");
        }
    }

    private static int Pad(int tokens) => (tokens + CellPadding - 1) / CellPadding * CellPadding;
}
