namespace EdgeReasoning.Remote;

/// <summary>A server has refused a request, or all attempts at it have failed.</summary>
public sealed class RemoteException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="message">What, where, and after how many attempts.</param>
    /// <param name="endpoint">The server that was asked last; null where none was.</param>
    /// <param name="status">Its HTTP status; null where it did not answer.</param>
    /// <param name="innerException">What was thrown; null for nothing.</param>
    public RemoteException(string message, Uri? endpoint = null, int? status = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Endpoint = endpoint;
        Status = status;
    }

    /// <summary>The server that was asked last; null where none was.</summary>
    public Uri? Endpoint { get; }

    /// <summary>Its HTTP status; null where it did not answer, or its answer broke off.</summary>
    public int? Status { get; }
}
