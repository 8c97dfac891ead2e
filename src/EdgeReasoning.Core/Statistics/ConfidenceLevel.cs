namespace EdgeReasoning.Statistics;

internal static class ConfidenceLevel
{
    public static void Check(double confidence)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence level lies between 0 and 1, both excluded; give 0.95 for 95 %.");
    }
}
