using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Planning;

/// <summary>
/// Predicts what a configuration takes, from the tokens that it took for each question of the benchmark and the profile of its model:
/// <code>
///   told on the profile's device        seconds told, times P(prompt asked for) / P(prompt it had)
///   told on another device              P(prompt asked for, or the one it had)
///   no profile                          seconds told, whatever the prompt
/// </code>
/// where P is the profile's prediction for that question's decode steps and the mean number of traces in them.
/// </summary>
internal sealed class Forecaster
{
    private readonly LatencyModel? _latency;
    private readonly EnergyModel? _energy;
    private readonly bool _isOfSameDevice;

    public Forecaster(ConfigurationResult result, DeviceProfile? profile)
    {
        Result = result;
        _isOfSameDevice = profile is null || IsOf(profile, result.Device);
        Device = _isOfSameDevice ? result.Device : profile!.Device.ModelName ?? profile.Backend.Device;
        _latency = profile?.Latency();
        _energy = profile?.Energy();
        if (_latency is { Parallel: null } && result.Outcomes.Any(outcome => Width(outcome) > 1))
        {
            if (!_isOfSameDevice)
            {
                throw new ArgumentException($"'{result.Configuration.Name}' was measured on {result.Device}; to predict it for {Device}, the profile of {profile!.Model.Name} needs "
                    + "measurements of parallel decoding. Profile with parallel counts, or leave the configuration out.", nameof(profile));
            }

            (_latency, _energy) = (null, null);
        }

        MemoryBytes = result.MemoryBytes ?? (profile?.Memory is { } memory
            ? (long)Math.Ceiling(memory.PredictBytes(result.Outcomes.Max(o => o.PromptTokens), result.Outcomes.Max(o => o.Steps), result.Outcomes.Max(o => o.Samples)))
            : null);
    }

    public ConfigurationResult Result { get; }

    /// <summary>The device that predictions are for.</summary>
    public string Device { get; }

    public long? MemoryBytes { get; }

    public Forecast Predict(double percent, QuantileRanks ranks, int? promptTokens)
    {
        IReadOnlyList<QuestionOutcome> outcomes = Result.Outcomes;
        var seconds = new Prediction[outcomes.Count];
        var values = new double[outcomes.Count];
        double? joules = 0;
        for (int i = 0; i < seconds.Length; i++)
        {
            (seconds[i], double? each) = At(outcomes[i], promptTokens);
            values[i] = seconds[i].Value;
            joules += each;
        }

        double mean = Descriptive.Mean(values), value = Descriptive.Percentile(values, percent);
        Array.Sort(values, seconds);
        int last = (ranks.High ?? seconds.Length) - 1;
        return new Forecast(
            new Prediction(
                value,
                ranks.Low == 0 ? 0 : seconds[ranks.Low - 1].Low,
                ranks.High is null ? null : seconds[last].High,
                seconds.Skip(ranks.Low - 1).Take(last + 2 - Math.Max(1, ranks.Low)).Any(prediction => prediction.IsExtrapolated)),
            mean,
            joules / seconds.Length);
    }

    private (Prediction Seconds, double? Joules) At(QuestionOutcome outcome, int? promptTokens)
    {
        bool isMeasured = Result.Timing == Provenance.Measured;
        double? told = isMeasured ? outcome.Seconds : null;
        if (_latency is null)
            return (new Prediction(outcome.Seconds, told, told, promptTokens is { } asked && asked != outcome.PromptTokens), outcome.Joules);

        int width = Width(outcome);
        Prediction here = _latency.Predict(promptTokens ?? outcome.PromptTokens, outcome.Steps, width);
        double? joulesHere = _energy!.Predict(promptTokens ?? outcome.PromptTokens, outcome.Steps, width).TotalJoules;
        if (!_isOfSameDevice) return (here, joulesHere);

        double there = _latency.PredictSeconds(outcome.PromptTokens, outcome.Steps, width);
        double ratio = promptTokens is null || !(there > 0) ? 1 : here.Value / there;
        double seconds = outcome.Seconds * ratio;
        double? joules = outcome.Joules is { } spent ? spent * (promptTokens is null ? 1 : joulesHere / _energy.Predict(outcome.PromptTokens, outcome.Steps, width).TotalJoules ?? ratio) : joulesHere;
        // A measured time has no error of a fit, as long as its prompt is not another one.
        return isMeasured && promptTokens is null ? (new Prediction(seconds, seconds, seconds, false), joules)
            : here.Value > 0 ? (here * (seconds / here.Value), joules)
            : (new Prediction(seconds, null, null, here.IsExtrapolated), joules);
    }

    /// <summary>Traces that share a step on average: some end earlier than others.</summary>
    private static int Width(QuestionOutcome outcome) => outcome.Steps == 0 ? 1
        : Math.Clamp((int)Math.Ceiling((double)outcome.OutputTokens / outcome.Steps), 1, Math.Max(1, outcome.Samples));

    private static bool IsOf(DeviceProfile profile, string device)
        => device == profile.Backend.Device || device == profile.Device.ModelName || device == profile.Device.Processor;
}
