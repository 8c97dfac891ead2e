using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>How far one fitted model of a profile can be trusted.</summary>
internal sealed record FitRow(string Profile, string Model, string Range, FitReport? Fit)
{
    public static readonly string[] Titles = ["Profile", "Model", "Fitted on", "Points", "R\u00b2", "Error", "Held-out error", "Warnings"];

    public IReadOnlyList<string> Cells =>
    [
        Profile,
        Model,
        Range,
        Fit is null ? Quantity.Unknown : Quantity.Count(Fit.SampleCount),
        Fit?.RSquared is { } square ? Quantity.Digits(square) : Quantity.Unknown,
        Fit is null ? Quantity.Unknown : Quantity.Percent(Fit.MapePercent / 100),
        Quantity.Percent(Fit?.HeldOutMapePercent / 100),
        Fit is null ? "" : string.Join(' ', Fit.Warnings),
    ];

    public static IReadOnlyList<FitRow> Of(Study study) => [.. study.Profiles.SelectMany(Of)];

    private static IEnumerable<FitRow> Of(DeviceProfile profile)
    {
        string name = ProfileName.Of(profile);
        yield return new(name, "prefill latency", profile.Prefill.FittedPromptTokens.ToString(), profile.Prefill.Fit);
        yield return new(name, "decode latency", profile.Decode.FittedContextTokens.ToString(), profile.Decode.Fit);
        foreach (ParallelDecodeModel parallel in profile.Parallel)
        {
            yield return new(
                name,
                $"parallel decode, {(parallel.Layout == Inference.KvLayout.Unified ? "unified" : "separate")} KV",
                $"{Quantity.Count(parallel.Costs[0].Sequences)} to {Quantity.Count(parallel.Costs[^1].Sequences)} sequences",
                parallel.Fit);
        }

        if (profile.PrefillPower is { } prefill)
            yield return new(name, "prefill power", prefill.FittedTokens?.ToString() ?? Quantity.Unknown, prefill.Fit);
        if (profile.DecodePower is { } decode)
            yield return new(name, "decode power", decode.FittedTokens?.ToString() ?? Quantity.Unknown, decode.Fit);
    }
}
