using EdgeReasoning.Prompts;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>The chat template of a model file: parsed, rendered, and asked how the model thinks.</summary>
internal sealed class TemplateTarget() : TextTarget("template", Dictionary, ("(", ")"), ("[", "]"), ("{'a':", "}"), ("{% if 1 %}", "{% endif %}"), ("{% for i in [1] %}", "{% endfor %}"), ("{{", "}}"), ("-", ""), ("not ", ""), ("1 if 0 else ", ""), ("", "|upper"), ("", "[0:]"), ("", " is defined"))
{
    private const string Dictionary = """
        {{ }} {% %} {%- -%} {{- -}} {# #} {%+ ~ ** // % == != < > <= >= |= is in not and or if elif else endif for endfor set endset macro endmacro call endcall filter endfilter break continue raw endraw generation endgeneration
        namespace ns.x loop.index loop.first loop.last loop.previtem loop.cycle messages message message.role message.content message['content'] message.tool_calls tools bos_token eos_token add_generation_prompt enable_thinking none true false undefined
        raise_exception('x') strftime_now('%Y') range(10) range(9223372036854775807) range(-9,9,-1) dict(a=1) joiner() cycler(1) lipsum()
        |length |trim |upper |lower |title |capitalize |tojson |tojson(indent=4) |join(',') |list |string |int |float |first |last |map(attribute='role') |map('upper') |select |selectattr('role','equalto','user') |rejectattr('x') |reject |unique |sort |sort(reverse=true) |reverse |replace('a','b') |default('') |items |dictsort |indent(4) |safe |e |escape |batch(2) |slice(2) |sum |min |max |round |abs |wordcount |format(1,2) |groupby('role') |count |urlencode |random |pprint
        .split() .split('a',1) .strip() .lstrip('a') .rstrip() .startswith('a') .endswith(('a','b')) .upper() .items() .keys() .values() .get('a') .append(1) .pop() .insert(0,1) .extend([1]) .update(a=1) .join([1]) .replace('','b') .format(1) .format('{0!r:>9}') .find('a') .count('a') .title() .isdigit() .splitlines() .format_map({})
        is defined is undefined is none is string is number is mapping is iterable is sequence is callable is true is divisibleby(0) is eq is in
        'x'*1000000 ['x']*99999999 1/0 1//0 1%0 0**-1 -9223372036854775808//-1 '%s%d%.99f'%(1,2,3) [::-1] [::0] [-1:9] <|im_start|> <think> </think> \ud800 é 思
        """;

    private static readonly ChatMessage[] s_messages = [ChatMessage.System("Be brief."), ChatMessage.User("Hi\n{{ x }} é"), ChatMessage.Assistant("<think>a</think>b", "c"), ChatMessage.User("Bye")];

    // A million inputs that take their full budget would take days: few have the default bounds, the others a hundredth.
    private static readonly ChatTemplateOptions s_tight = new() { MaxSteps = 50_000, MaxCharacters = 100_000, BeginOfSequence = "<s>", EndOfSequence = "</s>", EnableThinking = true };
    private static readonly ChatTemplateOptions s_default = new() { EnableThinking = false };
    private const int DefaultOneIn = 512;

    /// <summary>Steps bound it rather than the input: about 300 bytes of nodes and values each, and 32 characters of text.</summary>
    public override long MostAllocated(byte[] input) => (64L << 20) + (512L * input.Length) + (400L * OptionsFor(input.Length / 2).MaxSteps);

    protected override string Run(string text)
    {
        try
        {
            ThinkingFormat.Detect(text, "a model", static word => word.Length == 7);
            ChatTemplate template = ChatTemplate.Parse(text);
            string rendered = template.Render(s_messages, OptionsFor(text.Length));
            if (rendered.Length > OptionsFor(text.Length).MaxCharacters) throw new InvalidOperationException($"rendered {rendered.Length} characters");
            return $"rendered, thinks {ThinkingFormat.Detect(text, "a model", static _ => true).Thinks}";
        }
        catch (TemplateException refusal)
        {
            return refusal.Reason;
        }
    }

    private static ChatTemplateOptions OptionsFor(int length) => length % DefaultOneIn == 0 ? s_default : s_tight;
}
