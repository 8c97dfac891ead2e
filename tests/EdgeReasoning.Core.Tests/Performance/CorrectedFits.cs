namespace EdgeReasoning.Performance.Tests;

/// <summary>How the corrected profiles of the catalogue were made: the library's own fits on the artifact's sweeps.</summary>
internal static class CorrectedFits
{
    private const double SamplingPeriodSeconds = 1;

    public static DeviceProfile Fit(string name, ArtifactModel model)
    {
        PrefillLatencyModel prefill = PrefillFit.Choose(SweepData.PrefillSweep(name));
        DecodeLatencyModel decode = DecodeFit.Fit(SweepData.DecodeSweep(name, leastReply: 16));
        SaturatingPower decodePower = PowerFit.Saturating(PowerFit.Resolved(SweepData.DecodePower(name), SamplingPeriodSeconds));
        IReadOnlyList<PowerPoint> resolved = PowerFit.Resolved(SweepData.PrefillPower(name), SamplingPeriodSeconds);
        PowerModel prefillPower = resolved.Count > 3 ? PowerFit.Log(resolved) : new ConstantPower { Watts = decodePower.SteadyWatts };
        string power = resolved.Count > 3
            ? $"Prefill power comes from the {resolved.Count} prompts that took at least two sampling periods."
            : "No prompt took two sampling periods, so the steady power of decoding stands in for that of prefill.";
        DeviceProfile profile = ArtifactCatalog.Describe(
            model, prefill, decode, prefillPower, decodePower, $"Fitted by this library to the sweeps of the EdgeReasoning artifact (edge-inference/edgereasoning at e74ca1ed). {power}");
        IReadOnlyList<PowerPoint> parallel = [.. SweepData.Rows("scaling_energy.csv").Where(row => row.Text("model_name") == name)
            .Select(row => new PowerPoint(row.Whole("ps_factor"), row.Number("decode_latency_s"), row.Number("avg_power_w")))];
        return profile with { PowerRisePerDoubling = PowerFit.RisePerDoubling(parallel) };
    }
}
