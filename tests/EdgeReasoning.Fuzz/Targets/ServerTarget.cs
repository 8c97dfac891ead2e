using System.Text;
using System.Text.Json;
using EdgeReasoning.Fuzz.Mutation;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server;
using EdgeReasoning.Server.Hosting;
using EdgeReasoning.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>Bodies of POST /v1/chat/completions, from the first byte to the reply; what would be decoded is compiled and no more.</summary>
internal sealed class ServerTarget : FuzzTarget
{
    private const string Dictionary = """
        "model" "messages" "role" "content" "system" "user" "assistant" "developer" "tool" "stream" "stream_options" "include_usage" "n" "stop" "temperature" "top_p" "top_k" "min_p" "repetition_penalty" "seed" "max_tokens" "max_completion_tokens" "reasoning_effort" "low" "xhigh" "logit_bias" "thinking_token_budget" "thinking_budget_tokens" "chat_template_kwargs" "enable_thinking" "budget" "deadline" "scaling" "frequency_penalty" "logprobs" "top_logprobs" "response_format" "tools" "tool_choice" "modalities" "user" "metadata" "store" "type" "text" "reasoning_content" "tool_calls" "tool_call_id" "function" "name" "description" "parameters" "arguments" "properties" "object" "required" "parallel_tool_calls" "none" "auto" "{\"a\":1}" "unknown"
        "limit 64 + answer 16" "deadline 99999999999999m" "wait 3" "energy 9e999J" "majority of 8" "majority of 99999999" "certified-vote of 4" "500ms" "1e999s" "m" "é" "\ud800" "\udc00\ud800" "\u0000" "思考" "<think>" "</think>" "" "257" "-1" "99999"
        { } [ ] : , null true false 1e400 -0 0.1 // /* */ NaN
        """;

    private const int MostBytes = 1 << 16;
    private readonly TextMutator _mutator;
    private readonly CompilingEngine _engine = new();
    private readonly ReasoningApi _api;

    public ServerTarget()
        : base("server-json")
    {
        (string, string)[] brackets = [("[", "]"), ("{\"a\":", "}"), ("\"", "\""), ("{\"messages\":[", "]}"), ("{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":", "}}"), ("\"chat_template_kwargs\":{\"a\":", "}")];
        _mutator = new TextMutator(Corpus.Texts("server-json"), Dictionary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), brackets);
        _api = new ReasoningApi([new ServedModel("m", _engine)], new ReasoningApiOptions { MaxRequestBytes = MostBytes }, NullLogger.Instance);
    }

    // The limits of a template's rendering and of a request's body are the ones that hold here.
    public override long MostAllocated(byte[] input) => (4L << 20) + (2048L * input.Length);

    public override IReadOnlyList<byte[]> Saved => Corpus.Files(Name);

    public override byte[] Make(Random random)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_mutator.Next(random));
        // Bytes that are no UTF-8.
        for (int changes = random.Next(8) == 0 ? random.Next(1, 5) : 0; changes > 0 && bytes.Length > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    public override string Run(byte[] input)
    {
        var context = new DefaultHttpContext();
        using var reply = new MemoryStream();
        context.Request.Body = new MemoryStream(input);
        context.Response.Body = reply;
        _api.CompleteAsync(context).GetAwaiter().GetResult();
        int status = context.Response.StatusCode;
        if (status is not (200 or 400 or 404 or 413)) throw new InvalidOperationException($"status {status}: {Encoding.UTF8.GetString(reply.ToArray())}");
        if (context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true) return "stream";
        using JsonDocument document = JsonDocument.Parse(reply.ToArray());
        return status == 200 ? "answer" : FormattableString.Invariant($"{(status / 100) * 100} {document.RootElement.GetProperty("error").GetProperty("message")}");
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _api.Dispose();
        _engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
