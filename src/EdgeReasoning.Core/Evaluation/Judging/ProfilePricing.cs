using EdgeReasoning.Performance;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// What a device would take for the same tokens, by its profile, as the paper prices traces of a server for an edge device: one prefill of the prompt, then
/// the steps, each with the sequences that it has.
/// </summary>
internal sealed class ProfilePricing : Pricing
{
    private readonly DeviceProfile _profile;
    private readonly LatencyModel _latency;
    private int _mostPromptTokens, _mostSteps, _mostSequences = 1;
    private bool _isExtrapolated;

    /// <exception cref="DeviceMismatchException">The profile is of another model.</exception>
    public ProfilePricing(DeviceProfile profile, IEnumerable<StoredModel> models)
    {
        _profile = profile;
        _latency = profile.Latency();
        foreach (ProfiledModel model in models.Select(model => model.Info).OfType<ProfiledModel>()) RequireSameModel(profile.Model, model);
    }

    public override Provenance Timing => Provenance.Predicted;

    public override string Device => _profile.Device.ModelName ?? _profile.Backend.Device;

    public override long? MemoryBytes => (long?)_profile.Memory?.PredictBytes(_mostPromptTokens, _mostSteps, _mostSequences);

    public override bool IsExtrapolated => _isExtrapolated;

    public override QuestionOutcome Outcome(JudgedQuestion judged)
    {
        int prompt = judged.PromptTokens, steps = (int)judged.Played.Steps;
        List<RecordedSegment> segments = judged.Played.Segments;
        int most = segments.Count == 0 ? 1 : segments.Max(segment => segment.Sequences);
        (_mostPromptTokens, _mostSteps, _mostSequences) = (Math.Max(_mostPromptTokens, prompt), Math.Max(_mostSteps, steps), Math.Max(_mostSequences, most));
        Prediction prefill = _latency.Prefill.Predict(prompt);
        _isExtrapolated |= prefill.IsExtrapolated || _latency.PredictDecode(prompt, steps, most, Extrapolation.Flag).IsExtrapolated;

        double decode = most > 1 ? (judged.Played.Started - 1) * CopySeconds(prompt) : 0, weighted = decode;
        bool knowsRise = true;
        foreach (RecordedSegment segment in segments)
        {
            double seconds = Seconds(segment, prompt);
            double? rise = segment.Sequences == 1 ? 0 : _profile.PowerRisePerDoubling * Math.Log2(segment.Sequences);
            knowsRise &= rise is not null;
            decode += seconds;
            weighted += seconds * (1 + (rise ?? 0));
        }

        return judged.Outcome(prefill.Value + decode, knowsRise ? Joules(prompt, steps, prefill.Value, decode, weighted) : null) with { FirstTokenSeconds = prefill.Value };
    }

    /// <summary>Power is that of one sequence over the whole reply; seconds are weighted with what more sequences draw more.</summary>
    private double? Joules(int prompt, int steps, double prefill, double decode, double weighted)
    {
        double? first = _profile.PrefillPower?.EnergyJoules(new PhaseLoad(0, prompt, prefill));
        double? rest = _profile.DecodePower is not { } power ? null : decode > 0 ? power.AverageWatts(new PhaseLoad(prompt, steps, decode)) * weighted : 0;
        return first + rest;
    }

    private double Seconds(in RecordedSegment segment, int prompt)
    {
        DecodeIntervals intervals = segment.Sequences == 1 ? _latency.Decode.Intervals : Parallel(segment.Sequences).Intervals;
        // The first token of a reply comes of the prefill, unless the model counts it as a step; see DecodeLatencyModel.ContextSum.
        bool free = intervals == DecodeIntervals.BetweenTokens && segment.OwnTokens == 0;
        double steps = free ? segment.Steps - 1 : segment.Steps;
        double own = segment.OwnTokens + (free ? 1 : 0) + ((steps - 1) / 2);
        if (steps == 0) return 0;
        return steps * (segment.Sequences == 1
            ? _latency.Decode.PredictStepSeconds(prompt + own)
            : Parallel(segment.Sequences).PredictStepSeconds(segment.Sequences, prompt, own));
    }

    private double CopySeconds(int prompt) => Parallel(2) is { Layout: Inference.KvLayout.Separate } parallel ? prompt * parallel.SecondsPerCopiedToken : 0;

    private ParallelDecodeModel Parallel(int sequences) => _latency.Parallel ?? throw new InvalidOperationException(
        $"The profile of '{_profile.Model.Name}' on {Device} has no measurements of parallel decoding, so nothing is known of {sequences} sequences. Profile with parallel counts.");

    private static void RequireSameModel(ProfiledModel profiled, ProfiledModel stored)
    {
        var differences = new List<DeviceDifference>();
        Compare("architecture", profiled.Architecture, stored.Architecture);
        Compare("quantisation", profiled.Quantization, stored.Quantization);
        Compare("parameters", profiled.ParameterCount?.ToString(System.Globalization.CultureInfo.InvariantCulture), stored.ParameterCount?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (differences.Count > 0) throw new DeviceMismatchException(differences);

        void Compare(string what, string? inProfile, string? here)
        {
            if (inProfile is not null && here is not null && inProfile != here) differences.Add(new DeviceDifference(what, inProfile, here));
        }
    }
}
