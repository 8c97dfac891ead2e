namespace EdgeReasoning.Core.Tests.Inference;

/// <summary>Logits made from a seed.</summary>
internal static class RandomLogits
{
    /// <summary>Normally distributed ones with mean 0.</summary>
    public static float[] Normal(int count, int seed, double deviation)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1)))];
    }

    /// <summary>Ones with many ties, drawn from few values, some of them -∞.</summary>
    public static float[] Tied(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = [float.NegativeInfinity, -3, -1, -0f, 0, 1, 1.5f, 4];
        float[] logits = [.. Enumerable.Range(0, count).Select(_ => values[random.Next(values.Length)])];
        logits[random.Next(count)] = 1;   // at least one token is possible
        return logits;
    }
}
