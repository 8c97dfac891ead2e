namespace EdgeReasoning.Inference;

/// <summary>Where a text stands in a grammar: which tokens may come next.</summary>
/// <remarks>
/// Made by <see cref="IInferenceModel.CreateGrammar"/> at the grammar's start. An end token (<see cref="IInferenceModel.IsEndOfGeneration"/>) may
/// come where the text is complete, and only an end token where nothing can be added to it. Not thread-safe, but that several threads may
/// <see cref="Fork"/> one that nobody changes. Using it after <see cref="IDisposable.Dispose"/> is refused with <see cref="ObjectDisposedException"/>.
/// </remarks>
public interface ITokenGrammar : IDisposable
{
    /// <summary>Whether a token may come next. Cheap beside <see cref="Mask"/>.</summary>
    /// <param name="token">From 0 to the size of the vocabulary, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    bool Allows(int token);

    /// <summary>Sets the logits of all tokens that may not come next to -∞. Looks at every token whose logit is not -∞ already.</summary>
    /// <param name="logits">One per token of the vocabulary.</param>
    /// <exception cref="ArgumentException">There are not as many logits as tokens.</exception>
    void Mask(Span<float> logits);

    /// <summary>Goes on behind a token.</summary>
    /// <param name="token">One that may come next; behind an end token nothing may.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    /// <exception cref="InvalidOperationException">The token may not come next; nothing has changed.</exception>
    void Accept(int token);

    /// <summary>Another grammar that stands at the same place, and is independent from here on.</summary>
    ITokenGrammar Fork();
}
