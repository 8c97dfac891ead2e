using System.Text.Json.Nodes;

namespace EdgeReasoning.Remote.Dialects;

internal sealed class OpenAIDialect : RemoteDialect
{
    public override string Name => "OpenAI";

    public override bool ExtendsOpenAI => false;

    protected internal override void Write(JsonObject request, RemoteBudget budget)
    {
        // OpenAI's reasoning models refuse the older name.
        if (!request.Remove("max_tokens", out JsonNode? tokens)) return;
        request["max_completion_tokens"] = tokens;
    }
}
