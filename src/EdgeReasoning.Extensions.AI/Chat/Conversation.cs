using System.Text;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Turn = EdgeReasoning.Prompts.ChatMessage;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Translates histories. What was thought in earlier turns is left out: reasoning models are trained without it, and it fills the context. What was thought
/// before a call goes to the template, since some keep it until the call's result has been answered (Qwen3).</summary>
internal sealed class Conversation
{
    private readonly List<Turn> _turns = [];
    private readonly Dictionary<string, string> _called = new(StringComparer.Ordinal);

    private Conversation()
    {
    }

    /// <exception cref="ArgumentException">There is no message.</exception>
    /// <exception cref="NotSupportedException">A message holds something else than text, calls and their results.</exception>
    public static ReasoningPrompt From(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var conversation = new Conversation();
        if (!string.IsNullOrWhiteSpace(instructions)) conversation._turns.Add(Turn.System(instructions));
        int before = conversation._turns.Count;
        foreach (ChatMessage message in messages) conversation.Add(message ?? throw new ArgumentException("A message is null.", nameof(messages)));
        if (conversation._turns.Count == before) throw new ArgumentException("A conversation needs at least one message.", nameof(messages));
        return ReasoningPrompt.FromMessages(conversation._turns);
    }

    private void Add(ChatMessage message)
    {
        if (message.Contents is [TextContent { Text: { } single }])
        {
            _turns.Add(new Turn(message.Role.Value, single));
            return;
        }

        var text = new StringBuilder();
        var thinking = new StringBuilder();
        List<ToolCall> calls = [];
        bool hasResults = false;
        foreach (AIContent content in message.Contents)
        {
            switch (content)
            {
                case TextContent piece:
                    text.Append(piece.Text);
                    break;
                case FunctionCallContent call when message.Role == ChatRole.Assistant:
                    calls.Add(ChatTools.Call(call));
                    _called[call.CallId] = call.Name;
                    break;
                // Each result is a turn of its own, whatever the message that brings it.
                case FunctionResultContent result:
                    _turns.Add(Turn.Tool(ChatTools.Text(result), result.CallId, _called.GetValueOrDefault(result.CallId)));
                    hasResults = true;
                    break;
                case TextReasoningContent thought:
                    thinking.Append(thought.Text);
                    break;
                case UsageContent:
                    break;
                case DataContent data:
                    throw NotText(data.MediaType);
                case UriContent uri:
                    throw NotText(uri.MediaType);
                default:
                    throw NotText(content.GetType().Name);
            }
        }

        if (calls.Count > 0) _turns.Add(Turn.Assistant(text.ToString(), thinking.Length > 0 ? thinking.ToString() : null) with { ToolCalls = calls });
        else if (!hasResults || text.Length > 0) _turns.Add(new Turn(message.Role.Value, text.ToString()));
    }

    private static NotSupportedException NotText(string kind) => new($"A message holds {kind}, and the model reads text only. Leave it out, or describe it in words.");
}
