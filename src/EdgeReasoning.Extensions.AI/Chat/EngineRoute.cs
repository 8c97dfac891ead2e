using System.Runtime.CompilerServices;
using EdgeReasoning.Inference;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Every request goes to one engine.</summary>
internal sealed class EngineRoute(IReasoningEngine engine) : ChatRoute(engine)
{
    public override string? Model => (Engine.GetService(typeof(ModelInfo)) as ModelInfo)?.Name;

    public override void Check(ChatRequest request, string? modelAsked)
    {
        if (request.Constraints is not null)
            throw new NotSupportedException($"Constraints choose among models and configurations, and this client has one engine. Take a {nameof(PlannedEngine)}, or give a deadline.");
        if (modelAsked is not null && Model is { } model && !string.Equals(modelAsked, model, StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException($"The model '{modelAsked}' is asked for, and this client answers with '{model}'. Leave ModelId null.");
    }

    public override async Task<ChatAnswer> AnswerAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        ReasoningResult result = await Engine.ReasonAsync(request.Prompt, request.Options, cancellationToken).ConfigureAwait(false);
        return new ChatAnswer(result, Model, result);
    }

    public override async IAsyncEnumerable<ChatPiece> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A planned engine puts the plan's votes in the place of a single sample.
        bool isLive = IsSingle(request) && Engine.GetService(typeof(PlannedEngine)) is null;
        string? model = Model;
        await foreach (ReasoningUpdate update in Engine.StreamAsync(request.Prompt, request.Options, cancellationToken).ConfigureAwait(false))
            yield return new ChatPiece(update, isLive, model, null, update.Result is { } result ? new ChatAnswer(result, Model, result) : null);
    }
}
