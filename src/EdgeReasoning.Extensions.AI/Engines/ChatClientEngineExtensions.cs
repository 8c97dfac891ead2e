using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Gives chat clients the interface of an engine.</summary>
public static class ChatClientEngineExtensions
{
    /// <summary>Makes an engine of a chat client, so that scaling policies, votes and evaluations run over any model that Microsoft.Extensions.AI reaches.</summary>
    /// <param name="client">The client. Whoever made it disposes it; disposing the engine fails the requests under way and no more.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>
    /// An engine that honours: conversations; any scaling policy that does not need confidences; temperature, top-p, top-k and seed; and of budgets an effort, no thinking,
    /// sentences in the prompt, a total of tokens and a deadline; and answers in JSON, with a schema or without, which its service has to keep. Everything else (raw prompts, limits on thinking, budgets that look at tokens, log-probabilities, biases)
    /// is refused with <see cref="ArgumentException"/>.
    /// </returns>
    /// <remarks>
    /// Every trace is a call of its own. At a deadline the call is left: the answer is what had come by then. Tokens are what the client reports, and 0 where it
    /// reports none; the tokens themselves, and when the prompt was decoded, are not known.
    /// </remarks>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static IReasoningEngine AsReasoningEngine(this IChatClient client, ChatClientEngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new ChatClientEngineOptions();
        options.Validate();
        return new ChatClientEngine(client, options);
    }
}
