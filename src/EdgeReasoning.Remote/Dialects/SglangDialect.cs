using System.Text.Json.Nodes;

namespace EdgeReasoning.Remote.Dialects;

/// <summary>SGLang's own fields of a chat completion request: continue_final_message, separate_reasoning.</summary>
internal sealed class SglangDialect : RemoteDialect
{
    public override string Name => "SGLang";

    public override bool ContinuesReplies => true;

    protected internal override void Write(JsonObject request, RemoteBudget budget)
    {
    }

    protected internal override void WriteContinuation(JsonObject request)
    {
        request["continue_final_message"] = true;
        // What follows is the answer: a parser that expects thinking would take it for that.
        request["separate_reasoning"] = false;
    }
}
