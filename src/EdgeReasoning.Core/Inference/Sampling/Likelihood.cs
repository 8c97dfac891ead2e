namespace EdgeReasoning.Inference.Sampling;

/// <summary>What the model's own distribution, of raw logits at temperature 1, says of a token and of its own certainty.</summary>
internal static class Likelihood
{
    /// <summary>Log-probability of a token and token confidence, by the log-sum-exp of all logits.</summary>
    public static SampledToken Measure(int token, ScannedLogits logits, SamplingOptions options, SamplerWorkspace workspace)
    {
        double logSum = logits.Largest + Math.Log(workspace.Blocks.Sum(logits, temperature: 1f));
        return new SampledToken(
            token,
            options.LogProbabilities ? (float)Math.Min(0, logits.Values[token] - logSum) : null,
            options.ConfidenceTopK > 0 ? (float)(logSum - MeanOfBest(options.ConfidenceTopK, logits, workspace)) : null);
    }

    // Tokens that the model rules out have no log-probability, and are not among the candidates.
    private static double MeanOfBest(int count, ScannedLogits logits, SamplerWorkspace workspace)
    {
        Candidates best = workspace.Candidates;
        best.TakeBest(count, logits.Values, workspace.Blocks);
        double sum = 0;
        foreach (ulong key in best.Keys) sum += CandidateKey.Logit(key);
        return sum / best.Keys.Length;
    }
}
