using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Finish reasons beyond those of <see cref="ChatFinishReason"/>. All of them come with an answer, as far as there was room for one.</summary>
public static class ReasoningFinishReasons
{
    /// <summary>The thinking was closed by its budget (a limit, an energy, a loop, an answer that had stopped changing), and the model then answered to the end.</summary>
    public static ChatFinishReason ThinkingBudget { get; } = new("thinking_budget");

    /// <summary>The time was up: the thinking was closed for it, or the answer was cut.</summary>
    public static ChatFinishReason Deadline { get; } = new("deadline");

    /// <summary>The chosen reply was cut because the other traces had settled the outcome.</summary>
    public static ChatFinishReason Outvoted { get; } = new("outvoted");

    /// <summary>Why a trace ended, in these terms.</summary>
    internal static ChatFinishReason Of(Trace trace) => trace.StopReason switch
    {
        StopReason.Deadline => Deadline,
        StopReason.Limit or StopReason.Energy => ChatFinishReason.Length,
        StopReason.Outvoted => Outvoted,
        _ when trace.ToolCalls.Count > 0 => ChatFinishReason.ToolCalls,
        _ => OfThinking(trace.ThinkingStop),
    };

    private static ChatFinishReason OfThinking(StopReason? reason) => reason switch
    {
        null or StopReason.Natural or StopReason.Soft => ChatFinishReason.Stop,
        StopReason.Deadline => Deadline,
        _ => ThinkingBudget,
    };
}
