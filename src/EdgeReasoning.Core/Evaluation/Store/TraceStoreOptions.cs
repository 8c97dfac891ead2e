namespace EdgeReasoning.Evaluation;

/// <summary>How a <see cref="TraceStore"/> writes.</summary>
public sealed record TraceStoreOptions
{
    /// <summary>
    /// Whether each line is on the disk before the next is written, so that it outlives a power failure too. Default false: a line outlives the process at
    /// once, and the power some seconds later, when the operating system has written it; a resumed run samples again what was lost.
    /// </summary>
    public bool FlushToDisk { get; init; }
}
