namespace EdgeReasoning.Answers;

/// <summary>Finds the answer in a model's reply. The built-in ones are in <see cref="AnswerExtractors"/>.</summary>
/// <remarks>Extractors are immutable and may be used from many threads at once. They never throw for a text, whatever it holds.</remarks>
public abstract class AnswerExtractor
{
    /// <summary>Finds the answer. Where a text gives several, the last one counts.</summary>
    /// <param name="text">The reply. The built-in extractors skip a leading thinking part and a trailing end-of-turn token if it still has them.</param>
    /// <returns>The answer, or null when there is none to be found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public abstract ExtractedAnswer? Extract(string text);
}
