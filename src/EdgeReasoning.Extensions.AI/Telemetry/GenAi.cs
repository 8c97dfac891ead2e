using EdgeReasoning.Traces;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Names of attributes, events and metrics: those of OpenTelemetry's semantic conventions for generative AI, and the library's own.</summary>
internal static class GenAi
{
    public const string Chat = "chat";

    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string OutputType = "gen_ai.output.type";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestTemperature = "gen_ai.request.temperature";
    public const string RequestTopP = "gen_ai.request.top_p";
    public const string RequestTopK = "gen_ai.request.top_k";
    public const string RequestSeed = "gen_ai.request.seed";
    public const string RequestStream = "gen_ai.request.stream";
    public const string ResponseModel = "gen_ai.response.model";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string TimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string ReasoningTokens = "gen_ai.usage.reasoning.output_tokens";
    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";
    public const string TokenType = "gen_ai.token.type";
    public const string ErrorType = "error.type";

    public const string Deadline = "edgereasoning.deadline";
    public const string DeadlineSlack = "edgereasoning.deadline.slack";
    public const string MostSamples = "edgereasoning.samples.most";
    public const string Traces = "edgereasoning.traces";
    public const string VotesSaved = "edgereasoning.votes.saved";
    public const string Agreement = "edgereasoning.vote.agreement";
    public const string ForcedCloses = "edgereasoning.forced_closes";
    public const string ForcedTokens = "edgereasoning.usage.forced_tokens";
    public const string ProbeTokens = "edgereasoning.usage.probe_tokens";
    public const string Backend = "edgereasoning.backend";
    public const string TraceEvent = "edgereasoning.trace";
    public const string TraceIndex = "edgereasoning.trace.index";
    public const string StopReason = "edgereasoning.stop_reason";
    public const string ThinkingStop = "edgereasoning.thinking_stop";

    /// <summary>A reason as the conventions write words.</summary>
    public static string Word(StopReason reason) => reason.ToString().ToLowerInvariant();
}
