using EdgeReasoning.Inference.Sampling;

namespace EdgeReasoning.Inference;

/// <summary>Scratch memory that all samplers of one thread share, so that many traces do not each hold buffers as large as the vocabulary.</summary>
/// <remarks>Not thread-safe: one thread at a time may sample with it. It takes about 20 bytes per token of the vocabulary, and keeps nothing between calls.</remarks>
public sealed class SamplerWorkspace
{
    /// <summary>Makes a workspace.</summary>
    /// <param name="vocabularySize">Tokens of the largest vocabulary it will serve, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="vocabularySize"/> is below 1.</exception>
    public SamplerWorkspace(int vocabularySize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 1);
        VocabularySize = vocabularySize;
        Logits = new float[vocabularySize];
        Blocks = new LogitBlocks(vocabularySize);
        Candidates = new Candidates(vocabularySize);
    }

    /// <summary>Tokens of the largest vocabulary it serves.</summary>
    public int VocabularySize { get; }

    /// <summary>A copy of logits, for those who change them.</summary>
    internal float[] Logits { get; }

    /// <summary>What is known of each block of the logits being sampled.</summary>
    internal LogitBlocks Blocks { get; }

    /// <summary>The tokens still in the draw.</summary>
    internal Candidates Candidates { get; }
}
