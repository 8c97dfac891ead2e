using System.Text;
using EdgeReasoning.Answers.ToolCalls;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>Replies of models that may call tools. None throws, none is lost, and pieces give what the whole gives.</summary>
internal sealed class ToolCallTarget() : TextTarget("tool-calls", Dictionary, ("{", "}"), ("[", "]"), ("\"", "\""), ("<tool_call>", "</tool_call>"), ("<tool_call>{\"name\":\"a\",\"arguments\":", "}</tool_call>"), ("{\"name\":\"a\",\"parameters\":", "}"), ("<|python_tag|>", ""))
{
    private const string Dictionary = """
        <tool_call> </tool_call> <tool_ call> < > <|python_tag|> <| python_tag|> { } [ ] , : ; "name" "arguments" "parameters" "a" "b" "" "\"" "\\" "\ud800" "}" "</tool_call>" null true 0 -1 1e999 1.0 {} {"a":1} text é 日本 \ud800
        """;

    private static readonly string[] s_names = ["a"];

    public override long MostAllocated(byte[] input) => (4L << 20) + (64L * input.Length * (1 + (input.Length / 64)));

    protected override string Run(string text)
    {
        var outcome = new StringBuilder();
        foreach (ToolCallForm form in new[] { ToolCallForm.Hermes, ToolCallForm.Llama })
        {
            (string whole, int calls) = Read(form, text, text.Length + 1);
            foreach (int size in new[] { 1, 3, 16 })
            {
                if (Read(form, text, size).Shown != whole) throw new InvalidOperationException($"{form.Name}: pieces of {size} read as something else");
            }

            if (calls == 0 && whole != text) throw new InvalidOperationException($"{form.Name}: text was lost");
            outcome.Append(calls switch { 0 => "none", 1 => "one", < 6 => "several", _ => "all" }).Append(whole.Length > text.Length / 2 ? " talks " : " calls ");
        }

        return outcome.ToString();
    }

    private static (string Shown, int Calls) Read(ToolCallForm form, string text, int size)
    {
        var reader = new ToolCallReader(form, s_names, 6);
        var shown = new StringBuilder();
        int calls = 0;
        for (int at = 0; at < text.Length; at += size) Add(reader.Next(text.Substring(at, Math.Min(size, text.Length - at))));
        Add(reader.Complete());
        return (shown.ToString(), calls);

        void Add(IReadOnlyList<ReplyPart> parts)
        {
            foreach (ReplyPart part in parts)
            {
                shown.Append(part.Call?.ToString() ?? part.Text);
                if (part.Call is { } call)
                {
                    calls++;
                    ToolCallText.Extract([call], 0);
                }
            }
        }
    }
}
