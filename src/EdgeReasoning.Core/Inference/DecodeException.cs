namespace EdgeReasoning.Inference;

/// <summary>A decode call failed in the runtime. The requests whose tokens were in the batch fail; no others do.</summary>
public sealed class DecodeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What the runtime said, and what helps.</param>
    /// <param name="sequencesIntact">Whether the sequences of the batch still have their former length.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public DecodeException(string message, bool sequencesIntact, Exception? innerException = null)
        : base(message, innerException) => SequencesIntact = sequencesIntact;

    /// <summary>Whether the sequences of the batch still have their former length and can go on; otherwise they are to be released.</summary>
    public bool SequencesIntact { get; }
}
