namespace EdgeReasoning.Prompts;

/// <summary>How a model writes that it wants a function called. Found from the text of its chat template, which tells the model so.</summary>
/// <param name="Name">For people.</param>
/// <param name="Open">What stands before the JSON of a call.</param>
/// <param name="Close">What stands behind it; empty for nothing.</param>
/// <param name="ArgumentsName">The member of the JSON that holds the arguments.</param>
/// <param name="IsBare">Whether a reply may be the JSON of a call alone, without what stands before it.</param>
/// <param name="TakesSeveral">Whether a reply may hold several calls.</param>
/// <remarks>
/// Hermes: <c>&lt;tool_call&gt;{"name": …, "arguments": {…}}&lt;/tool_call&gt;</c>, as NousResearch's Hermes-Function-Calling and Qwen's documentation on function calling have it.
/// Llama 3: <c>{"name": …, "parameters": {…}}</c> as the whole reply, behind <c>&lt;|python_tag|&gt;</c> or alone, as Meta's prompt format of Llama 3.1 has it.
/// </remarks>
internal sealed record ToolCallForm(string Name, string Open, string Close, string ArgumentsName, bool IsBare, bool TakesSeveral)
{
    public static ToolCallForm Hermes { get; } = new("Hermes", "<tool_call>", "</tool_call>", "arguments", IsBare: false, TakesSeveral: true);

    public static ToolCallForm Llama { get; } = new("Llama 3", "<|python_tag|>", "", "parameters", IsBare: true, TakesSeveral: false);

    /// <summary>The forms that are known, in words.</summary>
    public const string Known = "<tool_call>{\"name\": …, \"arguments\": {…}}</tool_call> (Hermes, Qwen) and {\"name\": …, \"parameters\": {…}} (Llama 3)";

    /// <summary>The form that a template tells its model; null where it has no tools, or a form that is not known.</summary>
    public static ToolCallForm? Of(ChatTemplate template)
    {
        if (!template.Reads("tools")) return null;
        // Several models put other things than JSON between the same tags.
        if (Has("<tool_call>") && Has("arguments")) return Has("<function=") || Has("<arg_key>") ? null : Hermes;
        return (Has("\"parameters\"") || Has("\\\"parameters\\\"")) && (Has("ipython") || Has("<|python_tag|>")) ? Llama : null;

        bool Has(string text) => template.Source.Contains(text, StringComparison.Ordinal);
    }

    /// <summary>A call as the model writes it, around its arguments.</summary>
    public (string Before, string After) Around(string quotedName)
    {
        string before = $"{{\"name\": {quotedName}, \"{ArgumentsName}\": ";
        return IsBare ? (before, "}") : ($"{Open}\n{before}", $"}}\n{Close}");
    }
}
