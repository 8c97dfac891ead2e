using System.Globalization;
using System.Text;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Evaluation;

/// <summary>How sampling is written in stores: everything that changes what is drawn or kept.</summary>
internal static class SamplingName
{
    public static string Of(SamplingOptions sampling)
    {
        var name = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"temperature {sampling.Temperature}, top-p {sampling.TopP}"));
        Add(sampling.TopK != 0, $", top-k {sampling.TopK}");
        Add(sampling.MinP != 0, $", min-p {sampling.MinP}");
        Add(sampling.RepetitionPenalty != 1, $", repetition penalty {sampling.RepetitionPenalty} over {sampling.PenaltyWindow}");
        foreach ((int token, float bias) in (sampling.LogitBias ?? new Dictionary<int, float>()).OrderBy(pair => pair.Key)) Add(true, $", bias {token}:{bias}");
        Add(sampling.LogProbabilities, $", log-probabilities");
        Add(sampling.ConfidenceTopK != 0, $", confidence of {sampling.ConfidenceTopK}");
        return name.ToString();

        void Add(bool differs, FormattableString text)
        {
            if (differs) name.Append(text.ToString(CultureInfo.InvariantCulture));
        }
    }
}
