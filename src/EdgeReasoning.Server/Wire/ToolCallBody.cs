namespace EdgeReasoning.Server.Wire;

/// <summary>A call: in a reply, in a chunk of one (with its index), and in the history of a request.</summary>
internal sealed record ToolCallBody
{
    /// <summary>In chunks: which of the calls.</summary>
    public int? Index { get; init; }

    public string? Id { get; init; }

    public string? Type { get; init; }

    public CalledFunctionBody? Function { get; init; }
}

/// <summary>What is called.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">JSON as text.</param>
internal sealed record CalledFunctionBody(string? Name, string? Arguments);
