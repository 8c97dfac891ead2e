namespace EdgeReasoning.Performance;

/// <summary>Predicts a prompt that is decoded in chunks, each in the same batch as a step of the sequences that are already running.</summary>
public static class InterleavedPrefill
{
    /// <summary>
    /// Seconds until the prompt is in memory. Each chunk rides on a decode step, which reads the weights anyway, so it pays only what
    /// its own tokens add (<see cref="PrefillLatencyModel.PredictChunkSeconds"/>). The running sequences gain one token per chunk.
    /// </summary>
    /// <param name="prefill">The prefill model.</param>
    /// <param name="decode">The model of the steps.</param>
    /// <param name="promptTokens">Tokens of the waiting prompt, from 0.</param>
    /// <param name="chunkTokens">Tokens of a chunk, from 1.</param>
    /// <param name="sequences">Sequences that are running, from 1.</param>
    /// <param name="contextTokens">Tokens in the context of each of them, from 0; they share nothing.</param>
    public static double PredictSeconds(
        PrefillLatencyModel prefill, ParallelDecodeModel decode, int promptTokens, int chunkTokens, int sequences, int contextTokens)
    {
        ArgumentNullException.ThrowIfNull(prefill);
        ArgumentNullException.ThrowIfNull(decode);
        ArgumentOutOfRangeException.ThrowIfNegative(promptTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkTokens, 1);
        double seconds = 0;
        int steps = 0;
        for (int done = 0; done < promptTokens; done += chunkTokens)
        {
            int chunk = Math.Min(chunkTokens, promptTokens - done);
            seconds += prefill.PredictChunkSeconds(done, chunk) + decode.PredictStepSeconds(sequences, 0, contextTokens + steps);
            steps++;
        }

        return seconds;
    }
}
