using EdgeReasoning.Inference;

namespace EdgeReasoning.Prompts;

/// <summary>Makes the prompts of one model: its chat template, how it thinks, and its special tokens, found once and used for every request.</summary>
/// <remarks>Immutable and safe to use from several threads.</remarks>
public sealed class PromptBuilder
{
    private readonly string _beginOfSequence;
    private readonly string _endOfSequence;

    /// <summary>Makes a builder by hand.</summary>
    /// <param name="template">The chat template; null for a model that takes raw text only.</param>
    /// <param name="format">How the model thinks.</param>
    /// <param name="beginOfSequence">Text of the begin-of-sequence token; null where the model has none.</param>
    /// <param name="endOfSequence">Text of the end-of-sequence token; null where the model has none.</param>
    public PromptBuilder(ChatTemplate? template, ThinkingFormat format, string? beginOfSequence = null, string? endOfSequence = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        Template = template;
        Format = format;
        _beginOfSequence = beginOfSequence ?? "";
        _endOfSequence = endOfSequence ?? "";
        ToolCalls = template is null ? null : ToolCallForm.Of(template);
    }

    /// <summary>The chat template; null for a model that takes raw text only.</summary>
    public ChatTemplate? Template { get; }

    /// <summary>How the model thinks.</summary>
    public ThinkingFormat Format { get; }

    /// <summary>How the model writes calls; null where its template has no tools, or a form that is not known.</summary>
    internal ToolCallForm? ToolCalls { get; }

    /// <summary>Makes the builder of a model from what its file says.</summary>
    /// <param name="model">Its template, name and special tokens are used.</param>
    /// <param name="isSingleToken">Whether a text is one token of the vocabulary.</param>
    /// <param name="chatTemplate">A template to use instead of the model's own; null takes the model's.</param>
    /// <param name="format">How the model thinks; null finds it with <see cref="ThinkingFormat.Detect(string?, string?, Func{string, bool})"/>.</param>
    /// <exception cref="TemplateException">The template cannot be parsed.</exception>
    public static PromptBuilder For(ModelInfo model, Func<string, bool> isSingleToken, string? chatTemplate = null, ThinkingFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        string? source = chatTemplate ?? model.ChatTemplate;
        format ??= ThinkingFormat.Detect(source, model.Name, isSingleToken);
        return new(source is null ? null : ChatTemplate.Parse(source), format, model.BeginOfSequence, model.EndOfSequence);
    }

    /// <summary>Makes the prompt of a conversation, up to where the assistant's next turn begins.</summary>
    /// <param name="messages">The turns in order.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <exception cref="TemplateException">The model has no template, or its template refuses the conversation.</exception>
    /// <exception cref="NotSupportedException">There are tools, or messages of tools, and the template knows none.</exception>
    public BuiltPrompt Build(IReadOnlyList<ChatMessage> messages, PromptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        options ??= PromptOptions.Default;
        if (Template is null)
        {
            const string reason = "the model has no chat template";
            throw new TemplateException($"A conversation needs a chat template, and {reason}. Give one (the option ChatTemplate), or send the prompt as raw text.", reason: reason);
        }
        RequireTools(Template, messages, options.Tools);
        bool thinkingOff = Format.Thinks && !options.Thinking;
        string? variable = Format.Thinks && Format.Variable is { } name && Template.Reads(name) ? name : null;
        if (Format.Thinks && variable is null) messages = WithSwitch(messages, options.Thinking ? Format.SystemTextOn : Format.SystemTextOff);
        string text = Template.Render(messages, new ChatTemplateOptions
        {
            BeginOfSequence = _beginOfSequence,
            EndOfSequence = _endOfSequence,
            Tools = options.Tools,
            Variables = WithVariable(options.Variables, variable, options.Thinking),
            TimeProvider = options.TimeProvider,
        });
        bool isSwitchedOff = variable is not null || Format.SystemTextOff is not null;
        return Finish(thinkingOff ? WithoutThinking(text, isSwitchedOff) : text, thinkingOff);
    }

    /// <summary>Takes a text as the prompt, as it stands.</summary>
    /// <param name="text">The whole prompt, special tokens as text.</param>
    public BuiltPrompt Raw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Finish(text, thinkingOff: false);
    }

    private static void RequireTools(ChatTemplate template, IReadOnlyList<ChatMessage> messages, IReadOnlyList<ToolDefinition> tools)
    {
        const string remedy = "Take a model whose template has tools, or give such a template (the option ChatTemplate).";
        if (tools.Count > 0 && !template.Reads("tools")) throw new NotSupportedException($"The model's chat template does not read `tools`, so the model cannot be told of them. Leave the tools out, or describe them in a message. {remedy}");
        // A template that has never heard of them would leave calls out without a word.
        if (messages.Any(message => message.IsOfTools) && !template.Source.Contains("tool_calls", StringComparison.Ordinal))
            throw new NotSupportedException($"The conversation holds calls of tools or their results, and the model's chat template does not read `tool_calls`. Put them into the text of messages. {remedy}");
    }

    private BuiltPrompt Finish(string text, bool thinkingOff) => new()
    {
        Text = text,
        StartsInThinking = EndsInThinking(text),
        ThinkingOff = thinkingOff,
        AddSpecial = _beginOfSequence.Length == 0 || !text.StartsWith(_beginOfSequence, StringComparison.Ordinal),
    };

    private bool EndsInThinking(string text) =>
        Format.Markers is { } markers && text.AsSpan().TrimEnd().EndsWith(markers.Open, StringComparison.Ordinal);

    /// <summary>Answers at once: a block that the template has opened anyway is replaced, and a prefill is added where nothing else switches thinking off.</summary>
    private string WithoutThinking(string text, bool isSwitchedOff)
    {
        if (EndsInThinking(text))
        {
            string turn = text.TrimEnd()[..^Format.Markers!.Open.Length];
            return turn + (Format.NoThinkingPrefill.Length > 0 ? Format.NoThinkingPrefill : Format.Markers.Open + Format.Markers.Close + Format.AfterClose);
        }
        return isSwitchedOff || text.AsSpan().TrimEnd().EndsWith(Format.Markers!.Close, StringComparison.Ordinal) ? text : text + Format.NoThinkingPrefill;
    }

    private static IReadOnlyList<ChatMessage> WithSwitch(IReadOnlyList<ChatMessage> messages, string? systemText)
    {
        if (systemText is null) return messages;
        if (messages is not [{ Role: "system" } system, ..]) return [ChatMessage.System(systemText), .. messages];
        return [system with { Content = $"{systemText}\n\n{system.Content}" }, .. messages.Skip(1)];
    }

    private static IReadOnlyDictionary<string, object?> WithVariable(IReadOnlyDictionary<string, object?> variables, string? name, bool value)
    {
        if (name is null || variables.ContainsKey(name)) return variables;
        return new Dictionary<string, object?>(variables) { [name] = value };
    }
}
