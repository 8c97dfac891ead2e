using EdgeReasoning.Prompts;

namespace EdgeReasoning.Reasoning;

/// <summary>What is asked: a conversation that goes through the model's chat template, or text that does not.</summary>
public sealed class ReasoningPrompt
{
    private ReasoningPrompt(IReadOnlyList<ChatMessage> messages, string? rawText)
    {
        Messages = messages;
        RawText = rawText;
    }

    /// <summary>The conversation; empty for raw text.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Text given to the model as it is, special tokens read as such; null for a conversation.</summary>
    public string? RawText { get; }

    /// <summary>A single question of the user.</summary>
    /// <param name="question">The question, not empty.</param>
    /// <exception cref="ArgumentException">The question is empty or white space.</exception>
    public static implicit operator ReasoningPrompt(string question) => FromQuestion(question);

    /// <summary>A single question of the user.</summary>
    /// <param name="question">The question, not empty.</param>
    /// <exception cref="ArgumentException">The question is empty or white space.</exception>
    public static ReasoningPrompt FromQuestion(string question)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        return new ReasoningPrompt([ChatMessage.User(question)], null);
    }

    /// <summary>A conversation, whose last message is answered.</summary>
    /// <param name="messages">At least one message, oldest first.</param>
    /// <exception cref="ArgumentException">There is no message.</exception>
    public static ReasoningPrompt FromMessages(params IReadOnlyList<ChatMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0) throw new ArgumentException("A conversation needs at least one message.", nameof(messages));
        return new ReasoningPrompt([.. messages], null);
    }

    /// <summary>Text that the model continues as it is: no template, special tokens read as such. Where the text ends with the marker that
    /// opens thinking, the reply starts inside it.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static ReasoningPrompt FromRawText(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new ReasoningPrompt([], text);
    }
}
