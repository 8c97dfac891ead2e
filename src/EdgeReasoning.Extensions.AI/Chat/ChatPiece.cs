using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>A piece of an answer that is on its way.</summary>
/// <param name="Update">What has come.</param>
/// <param name="IsLive">Whether it can be passed on as it comes, since no other trace can take the place of this one.</param>
/// <param name="Model">The model that answers; null where unknown.</param>
/// <param name="Raw">What an update shows as its raw representation; null for nothing.</param>
/// <param name="Answer">The whole, with the last piece.</param>
internal sealed record ChatPiece(ReasoningUpdate Update, bool IsLive, string? Model, object? Raw, ChatAnswer? Answer);
