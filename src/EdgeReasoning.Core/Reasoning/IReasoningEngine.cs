namespace EdgeReasoning.Reasoning;

/// <summary>Answers questions with a reasoning model: the one interface that apps call.</summary>
/// <remarks>
/// Safe to call from several threads at once; requests share the engine. Whoever made the engine disposes it; disposing fails the
/// requests under way with <see cref="ObjectDisposedException"/>. Wrappers implement this interface and pass calls on.
/// </remarks>
public interface IReasoningEngine : IAsyncDisposable
{
    /// <summary>Answers a question.</summary>
    /// <param name="prompt">The question, a conversation, or raw text; a string converts to a question.</param>
    /// <param name="options">How to sample, and how much; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request and frees the memory it holds.</param>
    /// <returns>The answer with its thinking, every sampled trace, and what it cost.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the prompt does not fit into the context.</exception>
    /// <exception cref="NotSupportedException">The model or its runtime lacks what is asked for: a chat template with tools, or grammars.</exception>
    /// <exception cref="Prompts.TemplateException">The model's chat template cannot be rendered.</exception>
    /// <exception cref="Inference.DecodeException">The runtime failed while decoding this request.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Answers a question, piece by piece as it is thought and written.</summary>
    /// <param name="prompt">The question, a conversation, or raw text; a string converts to a question.</param>
    /// <param name="options">How to sample, and how much; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the request and frees the memory it holds; so does leaving the loop early.</param>
    /// <returns>Pieces of text, each finished trace, and last the result. Errors are those of <see cref="ReasonAsync"/>, thrown from the loop.</returns>
    IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Finds something that the engine, or one that it wraps, is or has: its <see cref="Inference.ModelInfo"/>, say. One that decodes elsewhere
    /// has a <see cref="Performance.DeviceState"/> of what is known there; for others it is that of this machine.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <returns>An instance, owned by the engine, or null.</returns>
    object? GetService(Type serviceType);
}
