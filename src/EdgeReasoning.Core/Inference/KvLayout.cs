namespace EdgeReasoning.Inference;

/// <summary>How the sequences of a context lie in its KV memory.</summary>
public enum KvLayout
{
    /// <summary>Each sequence has a stream of its own. Steps are faster with many long replies; a fork copies the shared prefix.</summary>
    Separate,

    /// <summary>One pool: forks share the prefix, and memory goes to whoever needs it; every sequence attends over all cells.</summary>
    Unified,
}
