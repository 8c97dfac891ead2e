using System.Text;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using Turn = EdgeReasoning.Prompts.ChatMessage;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Translates histories. What was thought in earlier turns is left out: reasoning models are trained without it, and it fills the context.</summary>
internal static class Conversation
{
    /// <exception cref="ArgumentException">There is no message.</exception>
    /// <exception cref="NotSupportedException">A message holds something else than text.</exception>
    public static ReasoningPrompt From(IEnumerable<ChatMessage> messages, string? instructions)
    {
        List<Turn> turns = [];
        if (!string.IsNullOrWhiteSpace(instructions)) turns.Add(Turn.System(instructions));
        int before = turns.Count;
        foreach (ChatMessage message in messages)
        {
            if (message is null) throw new ArgumentException("A message is null.", nameof(messages));
            if (message.Role == ChatRole.Tool) throw new NotSupportedException("A message holds the results of tools, which are not supported. Put them into the text of a message of the user.");
            turns.Add(new Turn(message.Role.Value, Text(message)));
        }

        if (turns.Count == before) throw new ArgumentException("A conversation needs at least one message.", nameof(messages));
        return ReasoningPrompt.FromMessages(turns);
    }

    private static string Text(ChatMessage message)
    {
        if (message.Contents is [TextContent single]) return single.Text ?? "";
        var text = new StringBuilder();
        foreach (AIContent content in message.Contents)
        {
            switch (content)
            {
                case TextContent piece:
                    text.Append(piece.Text);
                    break;
                case TextReasoningContent or UsageContent:
                    break;
                case DataContent data:
                    throw NotText(data.MediaType);
                case UriContent uri:
                    throw NotText(uri.MediaType);
                default:
                    throw NotText(content.GetType().Name);
            }
        }

        return text.ToString();
    }

    private static NotSupportedException NotText(string kind) => new($"A message holds {kind}, and the model reads text only. Leave it out, or describe it in words.");
}
