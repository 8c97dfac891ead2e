namespace EdgeReasoning.Inference;

/// <summary>Model weights with their vocabulary: one half of the seam that a runtime implements.</summary>
/// <remarks>
/// All members are safe to call from several threads at once. A model must outlive the contexts made from it;
/// disposing it earlier is an error that implementations report with <see cref="InvalidOperationException"/>.
/// </remarks>
public interface IInferenceModel : IDisposable
{
    /// <summary>What is known of the model without running it.</summary>
    ModelInfo Info { get; }

    /// <summary>Splits text into tokens.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="addSpecial">Adds the begin-of-sequence token where the model asks for one.</param>
    /// <param name="parseSpecial">Reads the text of special tokens (<c>&lt;think&gt;</c>, say) as those tokens instead of as plain text.</param>
    /// <returns>The tokens; empty for an empty text unless <paramref name="addSpecial"/> adds one.</returns>
    /// <exception cref="ArgumentException">The text has an unpaired surrogate.</exception>
    int[] Tokenize(string text, bool addSpecial, bool parseSpecial);

    /// <summary>The bytes that a token stands for; a special token gives its own text.</summary>
    /// <param name="token">From 0 to the size of the vocabulary, exclusive.</param>
    /// <returns>UTF-8, possibly a part of one character; valid as long as the model. Asking again for the same token allocates nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    ReadOnlySpan<byte> GetTokenBytes(int token);

    /// <summary>Whether a token ends the reply (end of sequence, end of turn).</summary>
    /// <param name="token">From 0 to the size of the vocabulary, exclusive.</param>
    bool IsEndOfGeneration(int token);

    /// <summary>Makes a context: memory in which sequences of this model are decoded.</summary>
    /// <param name="options">How large.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">The context needs more memory than the device has free; the message has both numbers.</exception>
    IInferenceContext CreateContext(ContextOptions options);

    /// <summary>Makes a grammar over the model's tokens, to hold a reply to it. Backends without grammars refuse.</summary>
    /// <param name="grammar">The grammar; the result stands at its start.</param>
    /// <exception cref="NotSupportedException">The backend has no grammars.</exception>
    /// <exception cref="ArgumentException">The backend refuses this grammar.</exception>
    ITokenGrammar CreateGrammar(GbnfGrammar grammar) => throw new NotSupportedException(
        $"The backend of {Info.Name} ({GetType().Name}) has no grammars, so that it cannot hold a reply to one. Leave the grammar out, or load the model with EdgeReasoning.LlamaCpp.");
}
