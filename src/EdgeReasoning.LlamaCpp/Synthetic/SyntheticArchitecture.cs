namespace EdgeReasoning.LlamaCpp;

/// <summary>Architectures that <see cref="SyntheticModel"/> can write.</summary>
public enum SyntheticArchitecture
{
    /// <summary>Llama 2 and 3.</summary>
    Llama,

    /// <summary>Qwen2 and 2.5: biases on queries, keys and values. DeepSeek-R1's distilled Qwen models are of this architecture.</summary>
    Qwen2,

    /// <summary>Qwen3, dense: norms on queries and keys.</summary>
    Qwen3,
}
