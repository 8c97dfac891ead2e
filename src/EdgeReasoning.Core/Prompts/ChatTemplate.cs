using EdgeReasoning.Prompts.Jinja;
using EdgeReasoning.Prompts.Jinja.Syntax;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts;

/// <summary>A chat template: the Jinja program in a model's file that writes a conversation the way the model was trained on.</summary>
/// <remarks>
/// <para>Immutable and safe to use from several threads; parse once, render often.</para>
/// <para>The language is the part of Jinja 3.1 that chat templates use, with the settings of transformers
/// (<c>trim_blocks</c>, <c>lstrip_blocks</c>, loop controls, <c>raise_exception</c>, <c>strftime_now</c>, a <c>tojson</c> that
/// escapes no HTML). Integers have 64 bits. A template is not trusted: steps, length and depth are bounded.</para>
/// </remarks>
public sealed class ChatTemplate
{
    private readonly Block _body;
    private readonly HashSet<string> _names;

    private ChatTemplate(string source, Block body, HashSet<string> names)
    {
        Source = source;
        _body = body;
        _names = names;
    }

    /// <summary>The template as it was given.</summary>
    public string Source { get; }

    /// <summary>Parses a template.</summary>
    /// <param name="source">Jinja source.</param>
    /// <exception cref="TemplateException">It cannot be parsed; the exception has the line.</exception>
    public static ChatTemplate Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            List<Token> tokens = Lexer.Run(source);
            var names = tokens.Where(token => token.Kind == TokenKind.Name).Select(token => token.Text);
            return new(source, TemplateParser.Parse(tokens), names.ToHashSet(StringComparer.Ordinal));
        }
        catch (JinjaException exception)
        {
            throw Failure("parsed", exception.Line, exception);
        }
    }

    /// <summary>Whether a name such as <c>enable_thinking</c> occurs in the template's code.</summary>
    /// <param name="variable">The name.</param>
    public bool Reads(string variable) => _names.Contains(variable);

    /// <summary>Renders a conversation.</summary>
    /// <param name="messages">The turns in order.</param>
    /// <param name="options">The other variables and the bounds; null takes the defaults.</param>
    /// <returns>The text to tokenise, special tokens included as text.</returns>
    /// <exception cref="ArgumentException">A variable of the caller has a type that no template can take.</exception>
    /// <exception cref="TemplateException">The template refuses the conversation, uses what this interpreter lacks, or takes more
    /// than the options allow.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, ChatTemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        options ??= ChatTemplateOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxCharacters, 1);
        Scope globals = Globals.Create();
        globals.Set("messages", new ListValue([.. messages.Select(Convert)]));
        globals.Set("bos_token", options.BeginOfSequence);
        globals.Set("eos_token", options.EndOfSequence);
        globals.Set("add_generation_prompt", options.AddGenerationPrompt);
        if (options.EnableThinking is { } thinking) globals.Set("enable_thinking", thinking);
        if (options.Tools.Count > 0) globals.Set("tools", ValueConverter.Convert(options.Tools.Select(tool => tool.ToVariable()), "tools"));
        foreach ((string name, object? value) in options.Variables) globals.Set(name, ValueConverter.Convert(value, name));
        return Render(globals, options);
    }

    private string Render(Scope globals, ChatTemplateOptions options)
    {
        var budget = new Budget(options.MaxSteps, options.MaxCharacters);
        // What the template sets at its top stays apart from what it was given, as a macro's scope does.
        var frame = new Frame(budget, new Scope(globals), options.TimeProvider);
        try
        {
            _body.Execute(frame);
            return frame.Output;
        }
        catch (JinjaException exception)
        {
            throw Failure("rendered", exception.Line > 0 ? exception.Line : budget.Line, exception);
        }
    }

    /// <summary>A message as templates know it; thinking goes by two names, of which gpt-oss reads the second.</summary>
    private static MapValue Convert(ChatMessage message)
    {
        var map = new MapValue();
        map.Items["role"] = message.Role;
        map.Items["content"] = message.Content;
        if (message.ReasoningContent is not null)
        {
            map.Items["reasoning_content"] = message.ReasoningContent;
            map.Items["thinking"] = message.ReasoningContent;
        }
        // Templates ask whether these are there at all.
        if (message.ToolCalls.Count > 0) map.Items["tool_calls"] = ValueConverter.Convert(message.ToolCalls.Select(call => call.ToVariable()), "tool_calls");
        if (message.ToolCallId is not null) map.Items["tool_call_id"] = message.ToolCallId;
        if (message.Name is not null) map.Items["name"] = message.Name;
        return map;
    }

    private static TemplateException Failure(string verb, int line, JinjaException exception) => new(
        $"The chat template cannot be {verb}: line {line}: {exception.Message}. Give a chat template of your own (the option ChatTemplate) to use this model.",
        line, exception.Message, exception);
}
