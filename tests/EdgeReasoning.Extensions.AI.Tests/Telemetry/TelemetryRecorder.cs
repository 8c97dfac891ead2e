using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>Collects the library's spans and measurements with plain listeners.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _measurements = new();

    public TelemetryRecorder()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TelemetryExtensions.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Add,
        };
        ActivitySource.AddActivityListener(_spans);
        _measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != TelemetryExtensions.SourceName) return;
            Instruments.Add(instrument.Name);
            listener.EnableMeasurementEvents(instrument);
        };
        _measurements.SetMeasurementEventCallback<double>(Record);
        _measurements.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _measurements.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _measurements.Start();
    }

    public List<Activity> Spans { get; } = [];

    public List<string> Instruments { get; } = [];

    public List<(string Name, double Value, Dictionary<string, object?> Tags)> Measurements { get; } = [];

    public double Sum(string name, params (string Key, object Value)[] tags) => Of(name, tags).Sum();

    public int Count(string name, params (string Key, object Value)[] tags) => Of(name, tags).Count();

    public void Dispose()
    {
        _spans.Dispose();
        _measurements.Dispose();
    }

    private IEnumerable<double> Of(string name, (string Key, object Value)[] tags) =>
        Measurements.Where(measurement => measurement.Name == name && tags.All(tag => Equals(measurement.Tags.GetValueOrDefault(tag.Key), tag.Value))).Select(measurement => measurement.Value);

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var copy = new Dictionary<string, object?>();
        foreach ((string key, object? tag) in tags) copy[key] = tag;
        lock (Measurements) Measurements.Add((instrument.Name, value, copy));
    }
}
