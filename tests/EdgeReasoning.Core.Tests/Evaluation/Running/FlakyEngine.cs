using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Evaluation;

/// <summary>Fails where it is told to, and counts what it is asked.</summary>
internal sealed class FlakyEngine(IReasoningEngine inner, Func<string, int, bool> fails) : IReasoningEngine
{
    private int _asked;

    public Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
        => fails(prompt.Messages[0].Content, _asked++) ? throw new ArgumentException("The prompt does not fit.") : inner.ReasonAsync(prompt, options, cancellationToken);

    public IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default) => inner.StreamAsync(prompt, options, cancellationToken);

    public object? GetService(Type serviceType) => inner.GetService(serviceType);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
