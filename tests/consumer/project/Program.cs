using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;

await using var engine = await LlamaCppEngine.LoadAsync(TinyModels.PrototypeReasoner);

ReasoningResult result = await engine.ReasonAsync("Gus has 18 coins. Gus gives 8. Gus doubles. How many?");
Console.WriteLine(result.Answer);
