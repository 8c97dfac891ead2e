using System.Text.Json.Nodes;
using EdgeReasoning.Answers;
using EdgeReasoning.Remote.Dialects;

namespace EdgeReasoning.Remote;

/// <summary>What a kind of server understands beyond OpenAI's chat completions: derive one for a server that is not here.</summary>
/// <remarks>Immutable and shared by requests. A budget that a server can keep neither by a switch of its own nor by having its reply cut and continued is refused.</remarks>
public abstract class RemoteDialect
{
    /// <summary>OpenAI's API and nothing more: tokens of the whole reply are all that can be limited.</summary>
    public static RemoteDialect OpenAI { get; } = new OpenAIDialect();

    /// <summary><c>edge-reasoning serve</c>: limits, answers and deadlines are kept by its own engine.</summary>
    public static RemoteDialect EdgeReasoning { get; } = new EdgeReasoningDialect();

    /// <summary>vLLM: <c>thinking_token_budget</c>, for which it has to be started with a reasoning configuration, and continued replies.</summary>
    public static RemoteDialect Vllm { get; } = new VllmDialect(hasThinkingBudget: true);

    /// <summary>A vLLM without <c>thinking_token_budget</c>: thinking is cut and the reply continued.</summary>
    public static RemoteDialect VllmCutAndContinue { get; } = new VllmDialect(hasThinkingBudget: false);

    /// <summary>SGLang: thinking is cut and the reply continued.</summary>
    public static RemoteDialect Sglang { get; } = new SglangDialect();

    /// <summary>llama.cpp's llama-server: <c>thinking_budget_tokens</c>.</summary>
    public static RemoteDialect LlamaServer { get; } = new LlamaServerDialect();

    /// <summary>What to call it in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the server limits thinking tokens by itself.</summary>
    public virtual bool LimitsThinking => false;

    /// <summary>Whether the server ends a reply in time, with an answer.</summary>
    public virtual bool KeepsDeadlines => false;

    /// <summary>Whether the server continues an assistant's message that was begun (<see cref="WriteContinuation"/>).</summary>
    public virtual bool ContinuesReplies => false;

    /// <summary>Whether it takes <c>top_k</c>, <c>min_p</c>, <c>repetition_penalty</c> and <c>chat_template_kwargs</c>.</summary>
    public virtual bool ExtendsOpenAI => true;

    /// <summary>Whether it takes grammars in GBNF (<see cref="WriteGrammar"/>), and not only JSON schemas.</summary>
    public virtual bool TakesGbnf => false;

    /// <summary>Has the server hold the answer to a grammar: as OpenAI's <c>response_format</c>, where it is one of JSON.</summary>
    /// <param name="request">The body.</param>
    /// <param name="grammar">The grammar; one of one's own only where <see cref="TakesGbnf"/> is true.</param>
    protected internal virtual void WriteGrammar(JsonObject request, AnswerGrammar grammar)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(grammar);
        if (!grammar.IsJson) throw new NotSupportedException($"{Name} takes JSON schemas, and no grammars of one's own.");
        request["response_format"] = grammar.Schema is not { } schema ? new JsonObject { ["type"] = "json_object" } : new JsonObject
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject { ["name"] = "answer", ["strict"] = true, ["schema"] = JsonNode.Parse(schema.GetRawText()) },
        };
    }

    /// <summary>Writes the limits that the server keeps by itself into a request. <c>max_tokens</c> is there already.</summary>
    /// <param name="request">The body.</param>
    /// <param name="budget">The limits.</param>
    protected internal abstract void Write(JsonObject request, RemoteBudget budget);

    /// <summary>Has the server continue the last message of a request, which is an assistant's, instead of answering it. Called only where <see cref="ContinuesReplies"/> is true.</summary>
    /// <param name="request">The body.</param>
    protected internal virtual void WriteContinuation(JsonObject request) => throw new NotSupportedException($"{Name} continues no replies.");
}
