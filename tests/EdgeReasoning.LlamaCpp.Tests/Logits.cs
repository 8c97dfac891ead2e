namespace EdgeReasoning.LlamaCpp.Tests;

internal static class Logits
{
    public static int IndexOfMax(this ReadOnlySpan<float> logits)
    {
        int best = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best]) best = i;
        }

        return best;
    }
}
