namespace EdgeReasoning.Budgets;

/// <summary>How much a question is worth. From least to most.</summary>
public enum EffortLevel
{
    /// <summary>The model answers at once.</summary>
    None,

    /// <summary>2 s of thinking on this device, but 64 to 512 tokens; 256 tokens without a profile.</summary>
    Low,

    /// <summary>8 s of thinking on this device, but 256 to 2048 tokens; 1024 tokens without a profile.</summary>
    Medium,

    /// <summary>30 s of thinking on this device, but 1024 to 8192 tokens; 4096 tokens without a profile.</summary>
    High,
}
