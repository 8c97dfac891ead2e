namespace EdgeReasoning.Server.Wire;

/// <summary>A whole reply, or one chunk of a streamed one.</summary>
internal sealed record CompletionBody
{
    public required string Id { get; init; }

    public required string Object { get; init; }

    public required long Created { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyList<ChoiceBody> Choices { get; init; }

    public UsageBody? Usage { get; init; }

    public DetailsBody? EdgeReasoning { get; init; }
}
