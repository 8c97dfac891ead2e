using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>Mean watts of each phase by its tokens, as the fitted models have them.</summary>
internal static class PowerChart
{
    private const int LongestUnfitted = 2048;

    public static Chart? Of(Study study)
    {
        DeviceProfile[] profiles = [.. study.Profiles.Where(profile => profile.PrefillPower is not null || profile.DecodePower is not null)];
        if (profiles.Length == 0)
            return null;

        List<ChartLine> lines = [];
        foreach (DeviceProfile profile in profiles)
        {
            string name = ProfileName.Of(profile);
            LatencyModel latency = profile.Latency();
            Add(profile.PrefillPower, "prefill", tokens => new PhaseLoad(0, tokens, latency.Prefill.PredictSeconds(tokens)));
            Add(profile.DecodePower, "decode", tokens => new PhaseLoad(0, tokens, latency.Decode.PredictSeconds(0, tokens)));

            void Add(PowerModel? power, string phase, Func<int, PhaseLoad> load)
            {
                if (power is not null)
                    lines.Add(new(Quantity.Invariant($"{lines.Count}"), name, phase, [.. Tokens(power).Select(tokens => ((double)tokens, power.AverageWatts(load(tokens))))]));
            }
        }

        string rails = string.Join(", ", profiles.Select(profile => profile.PowerRail).OfType<string>().Distinct());
        string idle = string.Join(", ", profiles.Where(profile => profile.IdleWatts is not null).Select(profile => Quantity.Watts(profile.IdleWatts!.Value)).Distinct());
        return new Chart
        {
            Id = "power",
            Title = "Power",
            Description = $"Mean power of a phase by its length, from {Quantity.Watts(lines.Min(line => line.Points.Min(point => point.Y)))} to {Quantity.Watts(lines.Max(line => line.Points.Max(point => point.Y)))}"
                + (rails.Length > 0 ? $", on the rail {rails}" : "") + (idle.Length > 0 ? $"; idle {idle}." : "."),
            X = new ChartAxis("tokens of the phase", IsLogarithmic: true),
            Y = new ChartAxis("watts"),
            Colors = Palette.For(profiles.Select(ProfileName.Of)),
            Lines = lines,
            HasLineData = true,
        };
    }

    private static IEnumerable<int> Tokens(PowerModel power)
    {
        (int first, int last) = power.FittedTokens is { } range ? (Math.Max(1, range.Min), range.Max) : (1, LongestUnfitted);
        return LatencyChart.Tokens(last).Where(tokens => tokens > first && tokens < last).Prepend(first).Append(last).Distinct();
    }
}
