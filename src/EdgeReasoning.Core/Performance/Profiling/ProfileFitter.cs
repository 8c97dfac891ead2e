using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Fits the models of a profile to raw points, and to finished requests where there are any.</summary>
internal sealed class ProfileFitter(ProfileMeasurements measurements, FitOptions options, IReadOnlyList<FinishedRequest> requests)
{
    private readonly KvLayout _layout = measurements.Backend.Layout;
    private readonly HashSet<PrefillSample> _prefillOutliers = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<DecodeSample> _decodeOutliers = new(ReferenceEqualityComparer.Instance);

    internal ProfileRun Fit()
    {
        PrefillLatencyModel prefill = FitPrefill();
        DecodeLatencyModel decode = FitDecode();
        ParallelDecodeModel[] parallel = [.. measurements.Grid.Layouts.Select(FitParallel).OfType<ParallelDecodeModel>()];
        PowerPoints power = new(measurements, _layout, options);
        string[] notes = [.. Notes(power)];
        DeviceProfile profile = new()
        {
            Model = measurements.Model,
            Backend = measurements.Backend,
            Device = measurements.Device,
            Provenance = Provenance.Measured,
            MeasuredAt = measurements.MeasuredAt,
            Prefill = prefill,
            Decode = decode,
            Parallel = parallel,
            PowerRail = measurements.PowerRail,
            PowerPeriodSeconds = measurements.PowerPeriodSeconds,
            PrefillPower = power.Prefill(),
            DecodePower = power.Decode(),
            PowerRisePerDoubling = power.RisePerDoubling(),
            IdleWatts = measurements.IdleWatts,
            Memory = Memory(),
            Notes = notes.Length == 0 ? null : string.Join(' ', notes),
        };
        ProfileMeasurements marked = measurements with
        {
            Prefills = [.. measurements.Prefills.Select(sample => sample with { IsOutlier = _prefillOutliers.Contains(sample) })],
            Decodes = [.. measurements.Decodes.Select(sample => sample with { IsOutlier = _decodeOutliers.Contains(sample) })],
        };
        return new ProfileRun(profile, marked, notes);
    }

    private PrefillLatencyModel FitPrefill()
    {
        PrefillSample[] samples = [.. measurements.Prefills.Where(sample => sample.Layout == _layout)];
        PrefillPoint[] points =
        [
            .. samples.Select(sample => new PrefillPoint(sample.PromptTokens, sample.Seconds)),
            .. requests.Where(request => request.PrefillSeconds is not null).Select(request => new PrefillPoint(request.PromptTokens, request.PrefillSeconds!.Value)),
        ];
        PrefillLatencyModel model = PrefillFit.Choose(points, options);
        foreach (int i in model.Fit!.Outliers.Where(i => i < samples.Length)) _prefillOutliers.Add(samples[i]);
        return model;
    }

    private DecodeLatencyModel FitDecode()
    {
        DecodeSample[] samples = [.. measurements.Decodes.Where(sample => sample.Layout == _layout && sample.Sequences == 1)];
        DecodePoint[] points =
        [
            .. samples.Select(sample => sample.AsReply()),
            .. Replies(_layout).Where(request => request.Sequences == 1).Select(request => new DecodePoint(request.PromptTokens, request.ReplyTokens, request.DecodeSeconds!.Value)),
        ];
        DecodeLatencyModel model = DecodeFit.Fit(points, options);
        foreach (int i in model.Fit!.Outliers.Where(i => i < samples.Length)) _decodeOutliers.Add(samples[i]);
        return model;
    }

    private ParallelDecodeModel? FitParallel(KvLayout layout)
    {
        DecodeSample[] samples = [.. measurements.Decodes.Where(sample => sample.Layout == layout)];
        int counts = samples.Select(sample => sample.Sequences).Distinct().Count();
        if (counts < 2 || samples.Length <= counts) return null;
        StepPoint[] steps = [.. samples.Select(sample => sample.AsStep())];
        ParallelDecodeModel measured = ParallelDecodeFit.Fit(layout, steps, options);
        foreach (int i in measured.Fit!.Outliers) _decodeOutliers.Add(samples[i]);
        measured = measured with { SecondsPerCopiedToken = layout == KvLayout.Separate ? ForkCost.Fit(measured, samples) : 0 };
        StepPoint[] observed = [.. Replies(layout).Select(request => AsStep(request, measured))];
        return observed.Length == 0 ? measured : ParallelDecodeFit.Fit(layout, [.. steps, .. observed], options) with { SecondsPerCopiedToken = measured.SecondsPerCopiedToken };
    }

    private IEnumerable<FinishedRequest> Replies(KvLayout layout)
        => requests.Where(request => request.Backend.Layout == layout && request.DecodeSeconds is not null && request.ReplyTokens > 1);

    private static StepPoint AsStep(FinishedRequest request, ParallelDecodeModel model)
    {
        int steps = request.ReplyTokens - 1;
        double copied = model.SecondsPerCopiedToken * (request.Sequences - 1) * request.PromptTokens;
        double seconds = Math.Max(request.DecodeSeconds!.Value - copied, request.DecodeSeconds.Value / 2);
        return new StepPoint(request.Sequences, request.PromptTokens, (1 + steps) / 2.0, seconds / steps);
    }

    private MemoryModel? Memory()
        => measurements.Model.SizeBytes is { } weights && measurements.KvBytesPerToken is { } perToken
            ? new MemoryModel { WeightBytes = weights, KvBytesPerToken = perToken, Layout = _layout }
            : null;

    private IEnumerable<string> Notes(PowerPoints power)
    {
        if (measurements.DriftRatio() is { } drift && Math.Abs(drift - 1) > Drift.Notable)
            yield return FormattableString.Invariant($"The device's pace changed by {100 * (drift - 1):+0.#;-0.#} % while it was measured; steps took longer where that is above 0.");
        if (measurements.ThrottleEvents is > 0 and var events)
            yield return FormattableString.Invariant($"The device throttled {events} times while it was measured.");
        if (power.IsUnresolved)
            yield return FormattableString.Invariant($"No phase lasted two periods of the meter ({measurements.PowerPeriodSeconds:G3} s), so power is unknown: take a faster meter, or give {nameof(ProfilerOptions.ReplyTokens)}.");
    }
}
