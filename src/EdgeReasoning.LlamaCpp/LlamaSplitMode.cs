namespace EdgeReasoning.LlamaCpp;

/// <summary>How a model is spread over several GPUs.</summary>
public enum LlamaSplitMode
{
    /// <summary>Not at all: one GPU has it all.</summary>
    None = 0,

    /// <summary>Each GPU has some of the layers and their KV memory.</summary>
    Layer = 1,

    /// <summary>Each GPU has some of the rows of every matrix, where the backend can.</summary>
    Row = 2,
}
