using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>What came of a chat request.</summary>
/// <param name="Result">The engine's result.</param>
/// <param name="Model">The model that answered; null where unknown.</param>
/// <param name="Raw">What the response shows as its raw representation.</param>
internal sealed record ChatAnswer(ReasoningResult Result, string? Model, object Raw);
