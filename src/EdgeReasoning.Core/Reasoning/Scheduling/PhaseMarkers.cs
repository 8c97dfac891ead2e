using EdgeReasoning.Prompts;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>What a model writes at the borders of its thinking.</summary>
/// <param name="Open">What opens it; null for a model that does not think.</param>
/// <param name="Close">What closes it.</param>
/// <param name="AfterClose">What stands between that and the answer; null for nothing.</param>
internal sealed record PhaseMarkers(Marker? Open, Marker? Close, Marker? AfterClose)
{
    public static PhaseMarkers None { get; } = new(null, null, null);

    public static PhaseMarkers Of(ThinkingFormat format) => format.Markers is { } markers
        ? new(new Marker(markers.Open), new Marker(markers.Close), format.AfterClose.Length > 0 ? new Marker(format.AfterClose) : null)
        : None;
}
