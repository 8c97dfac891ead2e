namespace EdgeReasoning.Inference;

/// <summary>A model file is missing, truncated, corrupt or unsupported.</summary>
public sealed class ModelLoadException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file as it was given.</param>
    /// <param name="message">Which is wrong, why, and what helps.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public ModelLoadException(string path, string message, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The file as it was given.</summary>
    public string Path { get; }
}
