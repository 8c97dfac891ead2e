namespace EdgeReasoning.Evaluation;

/// <summary>A trace could not be stored, or a store could not be opened. What was stored before is intact.</summary>
public sealed class TraceStoreException : IOException
{
    /// <summary>Says why.</summary>
    /// <param name="message">What went wrong, and what to do.</param>
    /// <param name="innerException">What caused it; null for nothing.</param>
    public TraceStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Says why.</summary>
    /// <param name="message">What went wrong, and what to do.</param>
    public TraceStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Says that a store failed.</summary>
    public TraceStoreException()
        : base("The trace store failed.")
    {
    }
}
