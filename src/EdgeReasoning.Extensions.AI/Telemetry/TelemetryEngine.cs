using System.Runtime.CompilerServices;
using EdgeReasoning.Reasoning;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Passes requests on and tells of them.</summary>
internal sealed class TelemetryEngine(IReasoningEngine inner, TelemetryOptions telemetry) : IReasoningEngine
{
    public async Task<ReasoningResult> ReasonAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var request = new RequestTelemetry(inner, telemetry, prompt, options, streams: false);
        try
        {
            ReasoningResult result = await inner.ReasonAsync(prompt, options, cancellationToken).ConfigureAwait(false);
            request.Finish(result);
            return result;
        }
        catch (Exception exception)
        {
            request.Fail(exception);
            throw;
        }
    }

    public async IAsyncEnumerable<ReasoningUpdate> StreamAsync(ReasoningPrompt prompt, ReasoningOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new RequestTelemetry(inner, telemetry, prompt, options, streams: true);
        await using IAsyncEnumerator<ReasoningUpdate> updates = inner.StreamAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync().ConfigureAwait(false)) yield break;
            }
            catch (Exception exception)
            {
                request.Fail(exception);
                throw;
            }

            if (updates.Current.Text.Length > 0) request.FirstChunk();
            if (updates.Current.Result is { } result) request.Finish(result);
            yield return updates.Current;
        }
    }

    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
