using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Where a scaling policy gets its traces from: one request on an engine, or a store of traces sampled before.</summary>
/// <remarks>
/// The traces of all calls are numbered through: a call for n takes the next n numbers whether or not all of them are decoded, so that the
/// seed of a trace does not depend on timing. For one caller at a time; one loop ends before the next begins.
/// </remarks>
public interface ITraceSource
{
    /// <summary>Traces that are decoded at once at the most: more take turns.</summary>
    int ParallelTraces { get; }

    /// <summary>What is left of the request's deadline; null without one.</summary>
    TimeSpan? TimeLeft { get; }

    /// <summary>Tokens that each trace may think at the most by the request's own budget; null where that says nothing, or it is not known.</summary>
    int? ThinkingLimit => null;

    /// <summary>Samples traces from the request's prompt, which is decoded once. They come in the order in which they finish.</summary>
    /// <param name="count">How many, from 1 to 4096. With a deadline fewer may come: what cannot be started in time is not.</param>
    /// <param name="options">What is different for these traces; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of its range.</exception>
    IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? options = null, CancellationToken cancellationToken = default);
}
