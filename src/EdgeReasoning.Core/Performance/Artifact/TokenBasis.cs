namespace EdgeReasoning.Performance;

/// <summary>Which tokens an energy per token is multiplied by.</summary>
public enum TokenBasis
{
    /// <summary>Prompt and reply: what the artifact's coefficients were fitted to.</summary>
    PromptAndReply,

    /// <summary>The reply only: how the artifact uses them, which loses up to two fifths of the energy.</summary>
    ReplyOnly,
}
