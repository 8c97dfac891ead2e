using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Gives engines the interface of Microsoft.Extensions.AI.</summary>
public static class ReasoningEngineChatExtensions
{
    /// <summary>Makes a chat client of an engine.</summary>
    /// <param name="engine">The engine. Whoever made it disposes it; disposing the client does nothing.</param>
    /// <param name="defaults">What holds where a request's <see cref="ChatOptions"/> say nothing; null for the engine's own defaults.</param>
    /// <returns>A client that is safe to call from several threads at once. It refuses what the engine cannot honour (images, tools where the model's chat template has none) with
    /// <see cref="NotSupportedException"/>, and options out of their range, or a JSON schema that cannot be kept, with <see cref="ArgumentException"/>.</returns>
    public static IChatClient AsChatClient(this IReasoningEngine engine, ReasoningOptions? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new ReasoningChatClient(new EngineRoute(engine), defaults ?? new ReasoningOptions());
    }

    /// <summary>Makes a chat client that routes every request by its deadline, or its constraints, to the model and configuration that a planner chooses for it.</summary>
    /// <param name="engine">The planned engine. Whoever made it disposes it; disposing the client does nothing.</param>
    /// <param name="defaults">What holds where a request's <see cref="ChatOptions"/> say nothing; null for the engine's own defaults.</param>
    /// <param name="constraints">What an answer may cost where the request says nothing (<see cref="ReasoningChatOptions.WithConstraints"/>), beside the
    /// deadline of its budget; null for no constraint.</param>
    /// <returns>A client whose responses tell the model that answered and the plan (<see cref="ReasoningChatResponses.GetPlan(ChatResponse)"/>). A plan may
    /// be a vote, so what it streams comes when the answer is settled.</returns>
    public static IChatClient AsChatClient(this PlannedEngine engine, ReasoningOptions? defaults = null, Constraints? constraints = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new ReasoningChatClient(new PlannedRoute(engine, constraints ?? new Constraints()), defaults ?? new ReasoningOptions());
    }
}
