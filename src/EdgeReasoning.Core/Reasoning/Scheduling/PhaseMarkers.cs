using System.Text;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>What a model writes at the borders of its thinking, in UTF-8.</summary>
/// <param name="Open">What opens it; empty for a model that does not think.</param>
/// <param name="Close">What closes it.</param>
/// <param name="AfterClose">What stands between that and the answer; may be empty.</param>
internal sealed record PhaseMarkers(byte[] Open, byte[] Close, byte[] AfterClose)
{
    public static PhaseMarkers None { get; } = new([], [], []);

    public static PhaseMarkers Of(ThinkingFormat format) => format.Markers is { } markers
        ? new(Encoding.UTF8.GetBytes(markers.Open), Encoding.UTF8.GetBytes(markers.Close), Encoding.UTF8.GetBytes(format.AfterClose))
        : None;
}
