using System.Runtime.ExceptionServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Passes a load's progress on, and its cancellation back.</summary>
internal sealed class ProgressReport(IProgress<double>? progress, CancellationToken cancellationToken)
{
    /// <summary>What the caller's <see cref="IProgress{T}"/> threw, if anything: it must not unwind through native frames.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Reports a part of 1; whether loading is to go on.</summary>
    public bool Continue(float value)
    {
        if (cancellationToken.IsCancellationRequested) return false;
        try
        {
            progress?.Report(value);
            return true;
        }
        catch (Exception exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }
}
