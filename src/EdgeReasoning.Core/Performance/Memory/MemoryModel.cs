using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Bytes that a model takes on a device: weights, KV memory and compute buffers.</summary>
public sealed record MemoryModel
{
    /// <summary>Bytes of the weights.</summary>
    public required double WeightBytes { get; init; }

    /// <summary>Bytes of KV memory that one token takes; see <see cref="KvShape.BytesPerToken"/>.</summary>
    public required double KvBytesPerToken { get; init; }

    /// <summary>How sequences lie in KV memory. Default <see cref="KvLayout.Separate"/>.</summary>
    public KvLayout Layout { get; init; } = KvLayout.Separate;

    /// <summary>Bytes of compute buffers that are there whatever is decoded. Default 0.</summary>
    public double ComputeBytes { get; init; }

    /// <summary>Bytes of compute buffers for each token of the largest batch: activations and logits. Default 0.</summary>
    public double ComputeBytesPerBatchToken { get; init; }

    /// <summary>Bytes in use while a prompt is shared by some replies.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0; counted once where the layout shares it.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    /// <param name="sequences">Replies in memory at once, from 1.</param>
    /// <param name="batchTokens">Tokens of the largest batch, from 0.</param>
    public double PredictBytes(int promptTokens, int replyTokens, int sequences = 1, int batchTokens = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promptTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(replyTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(batchTokens);
        double prompts = Layout == KvLayout.Unified ? promptTokens : (double)sequences * promptTokens;
        return Fixed(batchTokens) + (KvBytesPerToken * (prompts + ((double)sequences * replyTokens)));
    }

    /// <summary>Bytes that a context of that size reserves, used or not.</summary>
    /// <param name="limits">The context's limits.</param>
    public double ReservedBytes(ContextLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Fixed(limits.MaxBatchTokens) + (KvBytesPerToken * limits.CapacityTokens);
    }

    /// <summary>The most replies that fit into memory at once; 0 where not one does.</summary>
    /// <param name="availableBytes">Bytes that there are for this model.</param>
    /// <param name="promptTokens">Tokens of the shared prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    /// <param name="batchTokens">Tokens of the largest batch, from 0.</param>
    public int MaxSequences(double availableBytes, int promptTokens, int replyTokens, int batchTokens = 0)
        => availableBytes < 0 ? 0 : TokenSearch.MaxTokens(
            availableBytes, sequences => PredictBytes(promptTokens, replyTokens, sequences, batchTokens), nameof(availableBytes));

    private double Fixed(int batchTokens) => WeightBytes + ComputeBytes + (ComputeBytesPerBatchToken * batchTokens);
}
