namespace EdgeReasoning.Prompts;

/// <summary>The families of models whose thinking is known, and how each is recognised.</summary>
public static class ThinkingFamilies
{
    private const string EmptyThinking = "<think>\n\n</think>\n\n";

    private static readonly ThinkingMarkers s_bracketed = new("[THINK]", "[/THINK]");

    /// <summary>gpt-oss: the harmony format, where thinking and answer are messages in two channels.</summary>
    public static ThinkingFormat GptOss { get; } = new()
    {
        Family = "gpt-oss",
        Markers = new("<|channel|>analysis<|message|>", "<|end|>"),
        ClosingText = "",
        AfterClose = "<|start|>assistant<|channel|>final<|message|>",
        NoThinkingPrefill = "<|channel|>analysis<|message|><|end|><|start|>assistant<|channel|>final<|message|>",
    };

    /// <summary>Magistral, and Ministral's reasoning models: the markers are [THINK] and [/THINK], asked for in the system's message.</summary>
    public static ThinkingFormat Magistral { get; } = new()
    {
        Family = "Magistral",
        Markers = s_bracketed,
        ClosingText = "",
        AfterClose = "",
        NoThinkingPrefill = "[THINK][/THINK]",
    };

    /// <summary>Granite 3.2: thinking and answer are announced in plain words.</summary>
    public static ThinkingFormat Granite32 { get; } = new()
    {
        Family = "Granite 3.2",
        Markers = new("Here is my thought process:", "Here is my response:"),
        ClosingText = "\n\n",
        NoThinkingPrefill = "",
        Variable = "thinking",
    };

    /// <summary>Granite 3.3: the answer has markers of its own.</summary>
    public static ThinkingFormat Granite33 { get; } = new()
    {
        Family = "Granite 3.3",
        Markers = ThinkingMarkers.Think,
        ClosingText = "",
        AfterClose = "<response>",
        Variable = "thinking",
    };

    /// <summary>Llama-Nemotron: the system's message says whether to think in detail.</summary>
    public static ThinkingFormat Nemotron { get; } = new()
    {
        Family = "Nemotron",
        Markers = ThinkingMarkers.Think,
        NoThinkingPrefill = EmptyThinking,
        Variable = "enable_thinking",
        SystemTextOn = "detailed thinking on",
        SystemTextOff = "detailed thinking off",
    };

    /// <summary>Nemotron Nano 2 and later: /think and /no_think in the system's message.</summary>
    public static ThinkingFormat NemotronNano { get; } = Nemotron with { Family = "Nemotron Nano", SystemTextOn = null, SystemTextOff = "/no_think" };

    /// <summary>SmolLM3: a variable of the template, or /no_think in the system's message.</summary>
    public static ThinkingFormat SmolLm3 { get; } = new()
    {
        Family = "SmolLM3",
        Markers = ThinkingMarkers.Think,
        AfterClose = "\n",
        NoThinkingPrefill = "<think>\n\n</think>\n",
        Variable = "enable_thinking",
        SystemTextOff = "/no_think",
    };

    /// <summary>Qwen3, switched by a variable of the template. The closing text is the one of its technical report (arXiv 2505.09388, section 4.3).</summary>
    public static ThinkingFormat Qwen3 { get; } = new()
    {
        Family = "Qwen3",
        Markers = ThinkingMarkers.Think,
        ClosingText = "\n\nConsidering the limited time by the user, I have to give the solution based on the thinking directly now.\n",
        NoThinkingPrefill = EmptyThinking,
        Variable = "enable_thinking",
    };

    /// <summary>QwQ and the Qwen3 models that always think.</summary>
    public static ThinkingFormat Qwq { get; } = Qwen3 with { Family = "QwQ", Variable = null };

    /// <summary>DeepSeek-R1 and its distillations. Its later models switch with the variable <c>thinking</c>.</summary>
    public static ThinkingFormat DeepSeek { get; } = new()
    {
        Family = "DeepSeek-R1",
        Markers = ThinkingMarkers.Think,
        NoThinkingPrefill = EmptyThinking,
        Variable = "thinking",
    };

    /// <summary>Phi-4-reasoning, which always thinks.</summary>
    public static ThinkingFormat Phi4Reasoning { get; } = new()
    {
        Family = "Phi-4-reasoning",
        Markers = ThinkingMarkers.Think,
        NoThinkingPrefill = EmptyThinking,
    };

    /// <summary>Gemma 4: thinking is a channel, switched by a variable of the template.</summary>
    public static ThinkingFormat Gemma4 { get; } = new()
    {
        Family = "Gemma 4",
        Markers = new("<|channel>thought", "<channel|>"),
        AfterClose = "",
        NoThinkingPrefill = "<|channel>thought\n<channel|>",
        Variable = "enable_thinking",
    };

    /// <summary>Any other model that thinks between &lt;think&gt; and &lt;/think&gt;.</summary>
    public static ThinkingFormat Generic { get; } = new()
    {
        Family = "generic",
        Markers = ThinkingMarkers.Think,
        NoThinkingPrefill = EmptyThinking,
        Variable = "enable_thinking",
    };

    /// <summary>In the order they are tried: what a template says before what the name and the vocabulary do.</summary>
    private static readonly (ThinkingFormat Format, Func<FamilyEvidence, bool> Fits)[] s_table =
    [
        (GptOss, e => e.Says("<|channel|>") && e.Says("<|start|>")),
        (Gemma4, e => e.Says("<|channel>thought")),
        (Magistral, e => e.Says("[THINK]") || (e.Says("[INST]") && e.HasTokens(s_bracketed))),
        (Granite32, e => e.Says("Here is my thought process")),
        (Granite33, e => e.Says("<|start_of_role|>") && e.Says("<response>")),
        (NemotronNano, e => e.IsNamed("nemotron") && e.Says("/no_think")),
        (Nemotron, e => e.Says("detailed thinking") || (e.IsNamed("nemotron") && Thinks(e))),
        (SmolLm3, e => e.Says("/no_think") && e.Says("<|im_start|>")),
        (DeepSeek, e => e.Says("<｜Assistant｜>") && Thinks(e)),
        (Phi4Reasoning, e => (e.Says("<|im_sep|>") || e.IsNamed("phi-4")) && (e.Says("<think>") || e.IsNamed("reasoning"))),
        (Qwen3, e => e.Says("<|im_start|>") && e.Says("<think>") && e.Says("enable_thinking")),
        (Qwq, e => e.Says("<|im_start|>") && e.Says("<think>")),
        (Generic, Thinks),
        (Plain("Gemma"), e => e.Says("<start_of_turn>")),
        (Plain("Llama 3"), e => e.Says("<|start_header_id|>")),
        (Plain("Mistral"), e => e.Says("[INST]")),
        (Plain("Phi"), e => e.Says("<|im_sep|>") || e.Says("<|assistant|>")),
        (Plain("Granite"), e => e.Says("<|start_of_role|>")),
        (Plain("ChatML"), e => e.Says("<|im_start|>")),
    ];

    internal static ThinkingFormat Find(FamilyEvidence evidence) =>
        Array.Find(s_table, row => row.Fits(evidence)).Format ?? ThinkingFormat.None;

    private static bool Thinks(FamilyEvidence evidence) =>
        evidence.Says("</think>") || evidence.Says("<think>") || evidence.HasTokens(ThinkingMarkers.Think);

    private static ThinkingFormat Plain(string family) => ThinkingFormat.None with { Family = family };
}
