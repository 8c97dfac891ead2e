namespace EdgeReasoning.Benchmarks.Sampling;

/// <summary>Made-up logits with the shapes that language models give theirs.</summary>
internal static class LogitProfile
{
    /// <summary>
    /// A model that is rather sure: a normal bulk (mean 0, deviation 2.5) and, at random places, 200 plausible tokens that fall off
    /// from 18 as 1.8 ln(rank), with noise of deviation 0.5. At temperature 0.6 the most likely token has a third to nearly all.
    /// </summary>
    public static float[] Peaked(int vocabularySize, int seed)
    {
        var random = new Random(seed);
        float[] logits = Flat(vocabularySize, seed + 1_000_000);
        for (int rank = 1; rank <= 200; rank++)
            logits[random.Next(vocabularySize)] = (float)(18 - (1.8 * Math.Log(rank)) + (0.5 * Normal(random)));
        return logits;
    }

    /// <summary>A model that knows nothing: the bulk alone.</summary>
    public static float[] Flat(int vocabularySize, int seed)
    {
        var random = new Random(seed);
        var logits = new float[vocabularySize];
        for (int i = 0; i < logits.Length; i++) logits[i] = (float)(2.5 * Normal(random));
        return logits;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
