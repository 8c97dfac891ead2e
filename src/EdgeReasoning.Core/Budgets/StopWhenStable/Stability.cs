namespace EdgeReasoning.Budgets;

/// <summary>The published rules for a settled answer.</summary>
internal static class Stability
{
    private static readonly string[] s_hesitations = ["wait", "hold", "but", "okay", "no", "hmm"];

    /// <summary>Whether all answers are the same, and there is one.</summary>
    public static bool Agree(ReadOnlySpan<string> answers)
    {
        foreach (string answer in answers)
        {
            if (answer.Length == 0 || answer != answers[0]) return false;
        }
        return !answers.IsEmpty;
    }

    /// <summary>Whether a word of Dynasor's list is in a text, as a word.</summary>
    public static bool Hesitates(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }
            int end = start;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            foreach (string word in s_hesitations)
            {
                if (text.AsSpan(start, end - start).Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
            }
            start = end;
        }
        return false;
    }

    /// <summary>The confidence of an answer; 0 for one without tokens.</summary>
    /// <param name="logProbabilities">Of its tokens. The first is left out where there are more: which way to begin an answer says little of it.</param>
    /// <param name="average">How they are averaged.</param>
    public static double Confidence(ReadOnlySpan<float> logProbabilities, ConfidenceAverage average)
    {
        if (logProbabilities.IsEmpty) return 0;
        if (logProbabilities.Length > 1) logProbabilities = logProbabilities[1..];
        double sum = 0, least = double.PositiveInfinity;
        foreach (float value in logProbabilities)
        {
            sum += average == ConfidenceAverage.Arithmetic ? Math.Exp(value) : value;
            least = Math.Min(least, value);
        }
        return average switch
        {
            ConfidenceAverage.Arithmetic => sum / logProbabilities.Length,
            ConfidenceAverage.Geometric => Math.Exp(sum / logProbabilities.Length),
            _ => Math.Exp(least),
        };
    }
}
