using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

const string question = "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";
await using var engine = await LlamaCppEngine.LoadAsync(TinyModels.PrototypeReasoner);
var greedy = new SamplingOptions { Temperature = 0 };

switch (args.FirstOrDefault())
{
    case "scaling":
        // A policy of one's own beside a built-in one: on the engine, and on the traces that were sampled, from which both read the same.
        ReasoningResult sampled = await engine.ReasonAsync(question, new ReasoningOptions { Scaling = ScalingPolicies.BestOf(8, (_, _) => ValueTask.FromResult(0.0)), Sampling = greedy });
        foreach ((string name, ScalingPolicy policy) in new[] { ("first agreement", new FirstAgreement(8)), ("adaptive consistency", ScalingPolicies.AdaptiveConsistency(8)) })
        {
            ReasoningResult result = await engine.ReasonAsync(question, new ReasoningOptions { Scaling = policy, Sampling = greedy });
            var stored = new RecordedTraces(sampled.Traces);
            ScalingOutcome judged = await policy.ScaleAsync(stored, default);
            Console.WriteLine($"{name}: {result.Answer} by {result.Vote.Valid}; stored: {judged.Answer} by {judged.Valid} of {stored.Started}");
        }

        break;
    case "budget":
        var budget = TokenBudget.Create().With(new StopAtText(";"));
        ReasoningResult closed = await engine.ReasonAsync(question, new ReasoningOptions { Budget = budget, Sampling = greedy });
        Console.WriteLine($"{closed.Thinking} {closed.Chosen.ThinkingStop}");
        break;
    default:
        Console.WriteLine((await engine.ReasonAsync(question)).Answer);
        break;
}
