namespace EdgeReasoning.Server.Wire;

internal sealed record StreamOptionsBody
{
    public bool? IncludeUsage { get; init; }

    public bool? IncludeObfuscation { get; init; }
}
