namespace EdgeReasoning.Testing;

/// <summary>Chat templates with tools for models of the tests: the scripted and the tiny ones, whose turns begin alike.</summary>
public static class ToolTemplates
{
    /// <summary>Calls as Hermes and Qwen have them.</summary>
    public const string Hermes = Tools + """
        Answer with <tool_call>{"name": ..., "arguments": ...}</tool_call> to call one.{% endif %}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% for c in m.tool_calls or [] %}<tool_call>
        {"name": "{{ c.function.name }}", "arguments": {{ c.function.arguments | tojson }}}
        </tool_call>{% endfor %}{% endfor %}
        """ + Reply;

    /// <summary>Calls as Llama 3 has them.</summary>
    public const string Llama = Tools + """
        Environment: ipython. Answer with {"name": ..., "parameters": ...} to call one.{% endif %}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% if m.tool_calls and m.tool_calls | length != 1 %}{{ raise_exception("one call at a time") }}{% endif %}{% for c in m.tool_calls or [] %}{"name": "{{ c.function.name }}", "parameters": {{ c.function.arguments | tojson }}}{% endfor %}{% endfor %}
        """ + Reply;

    private const string Tools = "{{ bos_token }}{% if tools %}{% for t in tools %}{{ t | tojson }}{% endfor %}";
    private const string Reply = "{% if add_generation_prompt %}<assistant><think>{% endif %}";
}
