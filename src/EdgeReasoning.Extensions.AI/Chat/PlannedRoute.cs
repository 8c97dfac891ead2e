using System.Runtime.CompilerServices;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Planning;
using EdgeReasoning.Scaling;

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

    public override async IAsyncEnumerable<ChatPiece> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (PlannedUpdate planned in engine.StreamWithinAsync(request.Prompt, request.Constraints ?? constraints, request.Options, cancellationToken).ConfigureAwait(false))
        {
            Configuration used = planned.Used.Result.Configuration;
            bool isLive = IsSingle(request) && ReferenceEquals(used.Scaling.Policy, ScalingPolicies.Single);
            ChatAnswer? answer = planned.Update.Result is { } result ? new ChatAnswer(result, used.Model, new PlannedResult(planned.Plan, result)) : null;
            yield return new ChatPiece(planned.Update, isLive, used.Model, planned, answer);
        }
    }
}
