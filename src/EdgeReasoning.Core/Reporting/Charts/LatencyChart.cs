using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>Seconds of a reply by its tokens: the fitted models as lines, measured configurations of one sample as dots.</summary>
internal static class LatencyChart
{
    private const int Steps = 24;

    public static Chart? Of(Study study, IReadOnlyList<ResultRow> rows)
    {
        if (study.Profiles.Count == 0)
            return null;

        int prompt = (int)Math.Round(rows.Average(row => row.Result.Outcomes.Average(outcome => outcome.PromptTokens)));
        int longest = (int)Math.Ceiling(rows.Max(row => row.Result.Outcomes.Average(outcome => outcome.Steps)) * 1.5);
        ChartDot[] dots =
        [
            .. rows.Where(row => row.Result.Timing == Provenance.Measured
                    && row.Result.Outcomes.All(outcome => outcome.Samples == 1)
                    && ProfileName.Find(study, row.Model) is not null)
                .Select(row => new ChartDot(MeanSteps(row.Result), row.Seconds, ProfileName.Of(ProfileName.Find(study, row.Model)!), row.Timing)
                {
                    Details = ReportCharts.Details(row),
                }),
        ];
        return new Chart
        {
            Id = "latency",
            Title = "Latency model against measurements",
            Description = Quantity.Invariant($"Seconds of one reply after a prompt of {prompt} tokens, as the fitted models predict them. ") + Judge(study),
            X = ChartAxis.Logarithmic("tokens of the reply", dots.Select(dot => dot.X)),
            Y = new ChartAxis("seconds", IsLogarithmic: true),
            Colors = Palette.For(study.Profiles.Select(ProfileName.Of)),
            Lines =
            [
                .. study.Profiles.Select((profile, index) => new ChartLine(
                    Quantity.Invariant($"{index}"), ProfileName.Of(profile), "model",
                    [.. Tokens(longest).Select(tokens => ((double)tokens, profile.Latency().PredictSeconds(prompt, tokens)))])),
            ],
            Dots = dots,
            HasLineData = true,
        };
    }

    /// <summary>Whole numbers from 1 to at least 16, about evenly spaced on a logarithmic axis.</summary>
    public static IEnumerable<int> Tokens(int last) =>
        Enumerable.Range(0, Steps + 1).Select(i => (int)Math.Round(Math.Pow(Math.Max(16, last), i / (double)Steps))).Distinct();

    private static double MeanSteps(ConfigurationResult result) => result.Outcomes.Average(outcome => outcome.Steps);

    // Question by question, where one sample ran alone: what the model would have said, and what it took.
    private static string Judge(Study study)
    {
        double[] errors =
        [
            .. from result in study.Results
               where result.Timing == Provenance.Measured
               let profile = ProfileName.Find(study, result.Configuration.Model)
               where profile is not null
               let latency = profile.Latency()
               from outcome in result.Outcomes
               where outcome.Samples == 1 && outcome.Seconds > 0
               select Math.Abs((latency.PredictSeconds(outcome.PromptTokens, outcome.Steps) / outcome.Seconds) - 1),
        ];
        return errors.Length == 0
            ? "No configuration of one sample was timed as it ran, so there are no measurements to hold against them."
            : Quantity.Invariant($"Over {errors.Length} questions that were timed with one sample, prediction and measurement differ by {Quantity.Percent(errors.Average())} on average; dots are the means of configurations.");
    }
}
