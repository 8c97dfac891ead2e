using EdgeReasoning.Answers;
using EdgeReasoning.Answers.ToolCalls;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>What the tools of one request come to for a model that writes calls in some form: a grammar, where one has to be called, and how its replies are read.</summary>
internal sealed class ToolReplies
{
    private readonly ToolCallForm _form;
    private readonly ToolOptions _options;
    private readonly string[] _names;

    private ToolReplies(ToolCallForm form, ToolOptions options)
    {
        _form = form;
        _options = options;
        _names = [.. options.Tools.Select(tool => tool.Name)];
    }

    /// <summary>The text at which the only call that is wanted has ended; null where there is none, or where replies go on.</summary>
    public string? LastText => !_options.AllowsSeveral && !_options.Choice.IsRequired && _form.Close.Length > 0 ? _form.Close : null;

    /// <summary>Reads what a request says of tools; null for nothing.</summary>
    /// <exception cref="NotSupportedException">The model's template has no tools, or writes calls in a form that is not known.</exception>
    public static ToolReplies? Of(ToolOptions? options, PromptBuilder prompts, string model)
    {
        if (options is null) return null;
        const string remedy = "Leave the tools out, take another model, or give a template that has them (the option ChatTemplate).";
        if (prompts.Template?.Reads("tools") != true) throw new NotSupportedException($"The chat template of {model} does not read `tools`, so the model cannot be told what it may call. {remedy}");
        return prompts.ToolCalls is { } form ? new ToolReplies(form, options)
            : throw new NotSupportedException($"The chat template of {model} has its model write calls in a form that is not known here; known are {ToolCallForm.Known}. {remedy}");
    }

    /// <summary>What the answer is held to: calls where one is required, the request's own grammar or calls where both may come, null for nothing.</summary>
    /// <exception cref="ArgumentException">A schema cannot be kept, or a grammar of one's own leaves no room for calls.</exception>
    public GbnfGrammar? Grammar(AnswerGrammar? answer)
    {
        if (_options.Choice is { IsRequired: true } choice)
        {
            IReadOnlyList<ToolDefinition> tools = choice.Name is { } name ? [_options.Tools.First(tool => tool.Name == name)] : _options.Tools;
            return ToolCallGrammar.Of(_form, tools, _options.AllowsSeveral && choice.Name is null, instead: null);
        }

        if (answer is null) return null;
        return answer.IsJson ? ToolCallGrammar.Of(_form, _options.Tools, _options.AllowsSeveral, answer)
            : throw new ArgumentException("The answer is held to a grammar of one's own, which leaves no room for calls of tools. Give a JSON schema, require a call, or leave the grammar or the tools out.", nameof(answer));
    }

    /// <summary>Reads a reply as it comes.</summary>
    public ToolCallReader Open() => new(_form, _names, _options.AllowsSeveral ? int.MaxValue : 1);

    /// <summary>Reads a whole reply.</summary>
    public Trace Read(Trace trace)
    {
        ToolCallReader reader = Open();
        List<ToolCall> calls = [];
        string text = "";
        int at = 0;
        foreach (ReplyPart part in reader.Next(trace.Answer).Concat(reader.Complete()))
        {
            text += part.Text;
            if (part.Call is not { } call) continue;
            if (calls.Count == 0) at = text.Trim().Length;
            calls.Add(call);
        }

        return calls.Count == 0 ? trace : trace with { Answer = text.Trim(), ToolCalls = calls, CallsAt = at };
    }
}
