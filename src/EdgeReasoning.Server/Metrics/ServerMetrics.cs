using System.Text.Json;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server.Hosting;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Metrics;

/// <summary>What the server counts.</summary>
internal sealed class ServerMetrics
{
    private readonly PrometheusText _text;
    private readonly Counter _requests = new("edge_reasoning_requests_total", "Requests that ended, by model (empty where none was found) and HTTP status; 499 is a client that left.", "model", "status");
    private readonly Counter _tokens = new("edge_reasoning_tokens_total", "Tokens of answered requests: of prompts, of thinking, of answers with the markers.", "model", "kind");
    private readonly Counter _traces = new("edge_reasoning_traces_total", "Traces of answered requests, by why they stopped.", "model", "stop_reason");
    private readonly Counter _forced = new("edge_reasoning_forced_closes_total", "Traces whose thinking was closed by the library.", "model");
    private readonly Histogram _seconds = new("edge_reasoning_request_seconds", "Time from a request's arrival to its end.", "model");
    private readonly Histogram _firstToken = new("edge_reasoning_time_to_first_token_seconds", "Time from the call of the engine to the first token.", "model");

    public ServerMetrics(RequestGate gate) => _text = new PrometheusText(
        [_requests, _tokens, _traces, _forced, _seconds, _firstToken,
         new Gauge("edge_reasoning_requests_running", "Requests being answered.", () => gate.Running),
         new Gauge("edge_reasoning_requests_waiting", "Requests that wait for their turn.", () => gate.Waiting)]);

    public void CountRequest(string model, int status, double seconds)
    {
        _requests.Add(1, model, FormattableString.Invariant($"{status}"));
        _seconds.Observe(seconds, model);
    }

    public void CountResult(string model, ReasoningResult result)
    {
        TokenUsage usage = result.Usage;
        _tokens.Add(usage.InputTokens, model, "prompt");
        _tokens.Add(usage.ThinkingTokens, model, "thinking");
        _tokens.Add(usage.AnswerTokens + usage.MarkerTokens, model, "answer");
        _firstToken.Observe(result.Timing.TimeToFirstToken.TotalSeconds, model);
        foreach (Trace trace in result.Traces)
        {
            _traces.Add(1, model, JsonNamingPolicy.SnakeCaseLower.ConvertName(trace.StopReason.ToString()));
            if (trace.Interventions.Any(intervention => intervention.Kind == InterventionKind.Close)) _forced.Add(1, model);
        }
    }

    public string ToPrometheusText() => _text.Write();
}
