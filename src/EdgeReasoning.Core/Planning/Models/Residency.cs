using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>One stay of a model in memory, from the start of its loading until it is unloaded. Guarded by the pool's lock.</summary>
/// <remarks>
/// <code>
///   Loading --loaded--> Ready --draining and nobody uses it--> Unloading --> gone
///      \--failed--> gone
/// </code>
/// Memory is taken from the first to the last of these.
/// </remarks>
internal sealed class Residency(PlannedModel model, long startedAt)
{
    public PlannedModel Model => model;

    /// <summary>When loading began.</summary>
    public long StartedAt => startedAt;

    /// <summary>The loading, which never ends before the model is ready or gone.</summary>
    public Task<IReasoningEngine> Load { get; set; } = null!;

    /// <summary>Requests that wait for it or use it.</summary>
    public int Users { get; set; }

    /// <summary>When it was last wanted, by the pool's count of requests.</summary>
    public long LastUsed { get; set; }

    /// <summary>Whether it makes room for another as soon as nobody uses it; nobody new does.</summary>
    public bool IsDraining { get; set; }

    /// <summary>Its unloading; null before.</summary>
    public Task? Unload { get; set; }

    public bool IsReady => Load.IsCompletedSuccessfully;
}
