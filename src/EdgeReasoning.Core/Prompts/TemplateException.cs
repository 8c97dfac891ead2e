namespace EdgeReasoning.Prompts;

/// <summary>A chat template cannot be read or rendered, or refuses the conversation it was given.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed, where, and what can be set by hand.</param>
    /// <param name="line">The line of the template, counted from 1; null where the failure has none.</param>
    /// <param name="reason">What failed, without the rest of the message.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public TemplateException(string message, int? line = null, string? reason = null, Exception? innerException = null)
        : base(message, innerException) => (Line, Reason) = (line, reason ?? message);

    /// <summary>The line of the template, counted from 1; null where the failure has none.</summary>
    public int? Line { get; }

    /// <summary>What failed, without where and what helps.</summary>
    public string Reason { get; }
}
