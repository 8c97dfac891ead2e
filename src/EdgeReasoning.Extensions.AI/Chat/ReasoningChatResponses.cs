using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Finds in responses what they have no place for: every trace, the vote, the timing, the plan.</summary>
public static class ReasoningChatResponses
{
    /// <summary>The engine's own result; null where another client answered.</summary>
    /// <param name="response">A response that was not streamed.</param>
    public static ReasoningResult? GetReasoningResult(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return ResultOf(response.RawRepresentation);
    }

    /// <summary>The engine's own result; null in all but the last update.</summary>
    /// <param name="update">A streamed update.</param>
    public static ReasoningResult? GetReasoningResult(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return ResultOf(update.RawRepresentation);
    }

    /// <summary>The plan that chose who answered; null where there was none.</summary>
    /// <param name="response">A response that was not streamed.</param>
    public static Plan? GetPlan(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return (response.RawRepresentation as PlannedResult)?.Plan;
    }

    /// <summary>The plan that chose who answers: in what comes while it is decoded, and in the last update. Null where there was none.</summary>
    /// <param name="update">A streamed update.</param>
    public static Plan? GetPlan(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update.RawRepresentation switch { PlannedUpdate planned => planned.Plan, PlannedResult planned => planned.Plan, _ => null };
    }

    private static ReasoningResult? ResultOf(object? raw) => raw as ReasoningResult ?? (raw as PlannedResult)?.Result;
}
