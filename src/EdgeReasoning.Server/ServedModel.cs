using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Server;

/// <summary>An engine under the name by which clients ask for it.</summary>
/// <param name="Name">What clients write into <c>model</c>; not blank.</param>
/// <param name="Engine">What answers. Whoever made it disposes it, after the server has stopped.</param>
public sealed record ServedModel(string Name, IReasoningEngine Engine);
