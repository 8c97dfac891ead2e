namespace EdgeReasoning.Inference.Sampling;

/// <summary>What the model's own distribution, of raw logits at temperature 1, says of a token and of its own certainty.</summary>
internal static class Likelihood
{
    /// <summary>Log-probability of a token and token confidence, by the log-sum-exp of all logits.</summary>
    public static SampledToken Measure(int token, ReadOnlySpan<float> logits, SamplingOptions options, SamplerWorkspace workspace)
    {
        float largest = workspace.Blocks.Scan(logits);
        if (float.IsPositiveInfinity(largest))
        {
            logits = Infinities.Flatten(logits, workspace.Logits);
            largest = workspace.Blocks.Scan(logits);
        }

        double logSum = Math.Log(workspace.Blocks.Sum(logits, largest, temperature: 1f));
        return new SampledToken(
            token,
            options.LogProbabilities ? (float)Math.Min(0, logits[token] - (double)largest - logSum) : null,
            options.ConfidenceTopK > 0 ? (float)(logSum + largest - MeanOfBest(options.ConfidenceTopK, logits, workspace)) : null);
    }

    // Tokens that the model rules out have no log-probability, and are not among the candidates.
    private static double MeanOfBest(int count, ReadOnlySpan<float> logits, SamplerWorkspace workspace)
    {
        Candidates best = workspace.Candidates;
        best.TakeBest(count, logits, workspace.Blocks);
        double sum = 0;
        foreach (ulong key in best.Keys) sum += CandidateKey.Logit(key);
        return sum / best.Keys.Length;
    }
}
