using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Which model a profile is of. Unknown is null.</summary>
public sealed record ProfiledModel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Architecture, <c>qwen2</c> say.</summary>
    public string? Architecture { get; init; }

    /// <summary>Quantisation of most weights.</summary>
    public string? Quantization { get; init; }

    /// <summary>Weights, as a count.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>Weights, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>What identifies <paramref name="model"/>.</summary>
    public static ProfiledModel From(ModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ProfiledModel
        {
            Name = model.Name,
            Architecture = model.Architecture,
            Quantization = model.Quantization,
            ParameterCount = model.ParameterCount,
            SizeBytes = model.SizeBytes,
        };
    }
}
