using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>The use of a loaded model, which is not unloaded meanwhile.</summary>
internal sealed class EngineLease(ModelPool pool, Residency residency, IReasoningEngine engine) : IDisposable
{
    private int _disposed;

    public PlannedModel Model => residency.Model;

    public IReasoningEngine Engine => engine;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) pool.Release(residency);
    }
}
