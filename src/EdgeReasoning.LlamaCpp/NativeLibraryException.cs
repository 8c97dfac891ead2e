namespace EdgeReasoning.LlamaCpp;

/// <summary>llama.cpp's native libraries are missing, of a version or ABI that this library does not know, or without the device asked for.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was looked for, where, what was found, and what helps.</param>
    /// <param name="innerException">What lies beneath, if anything.</param>
    public NativeLibraryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
