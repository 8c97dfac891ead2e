using EdgeReasoning.Inference;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Performance;

/// <summary>Fits power to the phases that the meter could resolve. Null where there are too few.</summary>
internal sealed class PowerPoints
{
    /// <summary>Phases must differ in length by this factor before a curve over time can be told from a constant.</summary>
    private const double LeastSpan = 4;

    private readonly FitOptions _options;
    private readonly PowerPoint[] _prefills;
    private readonly PowerPoint[] _decodes;
    private readonly PowerPoint[] _parallel;

    internal PowerPoints(ProfileMeasurements measurements, KvLayout layout, FitOptions options)
    {
        _options = options;
        _prefills = [.. measurements.Prefills.Where(sample => sample.Layout == layout && sample.Watts > 0)
            .Select(sample => new PowerPoint(sample.PromptTokens, sample.Seconds, sample.Watts!.Value))];
        DecodeSample[] decodes = [.. measurements.Decodes.Where(sample => sample.Layout == layout && sample.Watts > 0)];
        _decodes = [.. decodes.Where(sample => sample.Sequences == 1).Select(sample => new PowerPoint(sample.ReplyTokens, sample.TotalSeconds(), sample.Watts!.Value))];
        _parallel = [.. decodes.Select(sample => new PowerPoint(sample.Sequences, sample.TotalSeconds(), sample.Watts!.Value))];
        IsUnresolved = measurements.PowerRail is not null && _prefills.Length + _parallel.Length == 0;
    }

    /// <summary>Whether there was a meter that could resolve nothing.</summary>
    internal bool IsUnresolved { get; }

    internal PowerModel? Prefill()
        => _prefills.Length == 0 ? null
            : _prefills.Length >= 4 && _prefills.Max(point => point.Tokens) >= LeastSpan * _prefills.Min(point => point.Tokens) ? PowerFit.Log(_prefills, _options)
            : Constant(_prefills);

    internal PowerModel? Decode()
        => _decodes.Length == 0 ? null
            : _decodes.Length >= 4 && _decodes.Max(point => point.Seconds) >= LeastSpan * _decodes.Min(point => point.Seconds) ? PowerFit.Saturating(_decodes, _options)
            : Constant(_decodes);

    internal double? RisePerDoubling()
        => _parallel.Select(point => point.Tokens).Distinct().Count() < 2 || _decodes.Length == 0 ? null : PowerFit.RisePerDoubling(_parallel, _options);

    private static ConstantPower Constant(PowerPoint[] points)
        => new() { Watts = Descriptive.Median([.. points.Select(point => point.Watts)]), FittedTokens = TokenRange.Of(points.Select(point => point.Tokens)) };
}
