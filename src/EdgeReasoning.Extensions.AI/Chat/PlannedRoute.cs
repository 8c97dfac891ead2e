using EdgeReasoning.Planning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>A planner chooses who answers a request.</summary>
internal sealed class PlannedRoute(PlannedEngine engine, Constraints constraints) : ChatRoute(engine)
{
    public override string? Model => null;

    public override void Check(ChatRequest request, string? modelAsked)
    {
        if (modelAsked is not null)
            throw new NotSupportedException($"The model '{modelAsked}' is asked for, and this client has a planner choose it. Leave ModelId null, and give a deadline or constraints.");
    }

    public override async Task<ChatAnswer> AnswerAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        PlannedResult planned = await engine.ReasonWithinAsync(request.Prompt, request.Constraints ?? constraints, request.Options, cancellationToken).ConfigureAwait(false);
        return new ChatAnswer(planned.Result, planned.Used.Result.Configuration.Model, planned);
    }

    public override bool IsLive(ChatRequest request) => false;
}
