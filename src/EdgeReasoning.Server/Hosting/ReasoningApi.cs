using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server.Metrics;
using EdgeReasoning.Server.Replies;
using EdgeReasoning.Server.Requests;
using EdgeReasoning.Server.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Server.Hosting;

/// <summary>The endpoints, and what they share: models, limits, counts, and whether the server is stopping.</summary>
internal sealed class ReasoningApi : IDisposable
{
    private readonly IReadOnlyList<ServedModel> _models;
    private readonly ReasoningApiOptions _options;
    private readonly ILogger _logger;
    private readonly RequestReader _reader;
    private readonly KeyCheck _keys;
    private readonly RequestGate _gate;
    private readonly ServerMetrics _metrics;
    private readonly CancellationTokenSource _stopped = new();
    private readonly long _started;
    private long _requests;
    private volatile bool _draining;

    public ReasoningApi(IReadOnlyList<ServedModel> models, ReasoningApiOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (models.Count == 0) throw new ArgumentException("There is no model to serve; give at least one.", nameof(models));
        var byName = new Dictionary<string, ServedModel>(StringComparer.Ordinal);
        foreach (ServedModel model in models)
        {
            ArgumentNullException.ThrowIfNull(model, nameof(models));
            ArgumentException.ThrowIfNullOrWhiteSpace(model.Name, nameof(models));
            ArgumentNullException.ThrowIfNull(model.Engine, nameof(models));
            if (!byName.TryAdd(model.Name, model)) throw new ArgumentException($"Two models are named '{model.Name}'; clients could not tell them apart.", nameof(models));
        }

        _models = [.. models];
        _options = options;
        _logger = logger;
        _reader = new RequestReader(byName, options.MaxTraces);
        _keys = new KeyCheck(options.ApiKeys);
        _gate = new RequestGate(options.MaxRunningRequests, options.MaxWaitingRequests);
        _metrics = new ServerMetrics(_gate);
        _started = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
    }

    /// <summary>Refuses new requests from now on, and cancels those under way when their time is over.</summary>
    public void BeginDrain()
    {
        _draining = true;
        Log.Draining(_logger, _gate.Running, _gate.Waiting);
        if (_options.DrainTime == TimeSpan.Zero) _stopped.Cancel();
        else _stopped.CancelAfter(_options.DrainTime);
    }

    /// <summary>To be called when the app has stopped.</summary>
    public void Dispose()
    {
        _stopped.Dispose();
        _gate.Dispose();
    }

    /// <summary>POST /v1/chat/completions.</summary>
    public async Task CompleteAsync(HttpContext context)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"chatcmpl-{_started:x}-{Interlocked.Increment(ref _requests):x}");
        long arrived = _options.TimeProvider.GetTimestamp();
        using var limits = new RequestLimits(_options.RequestTimeLimit, _options.TimeProvider, context.RequestAborted, _stopped.Token);
        ChatRequest? request = null;
        int status;
        try
        {
            _keys.Check(context.Request.Headers.Authorization);
            if (_draining) throw ApiException.Unavailable("The server is stopping.");
            request = _reader.Read(await BodyReader.ReadAsync(context, _options.MaxRequestBytes, limits.Token).ConfigureAwait(false));
            await _gate.EnterAsync(limits.Token).ConfigureAwait(false);
            try
            {
                await AnswerAsync(context, id, WithoutTimeWaited(request, arrived), limits.Token).ConfigureAwait(false);
                status = 200;
            }
            finally
            {
                _gate.Leave();
            }
        }
        catch (Exception problem)
        {
            ApiException error = problem is OperationCanceledException && limits.Token.IsCancellationRequested ? limits.Reason
                : problem is SlowReaderException or IOException ? new ApiException(499, "client_closed", problem.Message)
                : EngineErrors.Of(problem);
            status = error.Status;
            if (status == 500) Log.Failed(_logger, id, request?.Model.Name ?? "-", problem);
            await FailAsync(context, error).ConfigureAwait(false);
        }

        TimeSpan taken = _options.TimeProvider.GetElapsedTime(arrived);
        _metrics.CountRequest(request?.Model.Name ?? "", status, taken.TotalSeconds);
        Log.Answered(_logger, id, request?.Model.Name ?? "-", status, taken.TotalSeconds);
    }

    /// <summary>GET /v1/models.</summary>
    public Task ListModelsAsync(HttpContext context) => GuardAsync(context, () =>
        WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(new ModelListBody("list", [.. _models.Select(Describe)]), WireJsonContext.Default.ModelListBody)));

    /// <summary>GET /v1/models/NAME.</summary>
    public Task ShowModelAsync(HttpContext context) => GuardAsync(context, () =>
    {
        string name = context.Request.RouteValues["name"] as string ?? "";
        ServedModel model = _models.FirstOrDefault(served => served.Name == name)
            ?? throw new ApiException(404, "invalid_request_error", $"There is no model '{name}' here; there is {string.Join(", ", _models.Select(served => served.Name))}.", "model", "model_not_found");
        return WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(Describe(model), WireJsonContext.Default.ModelBody));
    });

    /// <summary>GET /health: 503 while the server is stopping, so that nobody sends it more.</summary>
    public Task ShowHealthAsync(HttpContext context) => WriteAsync(context, _draining ? 503 : 200,
        JsonSerializer.SerializeToUtf8Bytes(new HealthBody(_draining ? "draining" : "ok", _gate.Running, _gate.Waiting), WireJsonContext.Default.HealthBody));

    /// <summary>GET /metrics.</summary>
    public Task ShowMetricsAsync(HttpContext context) => GuardAsync(context, () => WriteAsync(context, 200, Encoding.UTF8.GetBytes(_metrics.ToPrometheusText()), "text/plain; version=0.0.4; charset=utf-8"));

    private async Task AnswerAsync(HttpContext context, string id, ChatRequest request, CancellationToken cancellationToken)
    {
        var shape = new ReplyShape(id, _options.TimeProvider.GetUtcNow().ToUnixTimeSeconds(), request);
        if (!request.Stream)
        {
            ReasoningResult result = await request.Model.Engine.ReasonAsync(request.Prompt, request.Options, cancellationToken).ConfigureAwait(false);
            _metrics.CountResult(request.Model.Name, result);
            await WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(shape.Whole(result), WireJsonContext.Default.CompletionBody)).ConfigureAwait(false);
            return;
        }

        using var writer = new SseWriter(context, _options.SlowReaderTimeLimit, _options.TimeProvider);
        var stream = new ReplyStream(request, shape, writer);
        await foreach (ReasoningUpdate update in request.Model.Engine.StreamAsync(request.Prompt, request.Options, cancellationToken).ConfigureAwait(false))
        {
            // What the engine refuses it refuses before its first update, so that it can still be answered with the right status.
            if (!context.Response.HasStarted) await writer.StartAsync(cancellationToken).ConfigureAwait(false);
            if (update.Result is { } result) _metrics.CountResult(request.Model.Name, result);
            await stream.WriteAsync(update).ConfigureAwait(false);
        }
    }

    // A deadline counts from the arrival; the engine knows nothing of the wait before it was called.
    private ChatRequest WithoutTimeWaited(ChatRequest request, long arrived)
    {
        if (request.Options.Budget.EarliestDeadline is not { } deadline) return request;
        TimeSpan left = deadline - _options.TimeProvider.GetElapsedTime(arrived);
        if (left < TimeSpan.FromMilliseconds(1)) left = TimeSpan.FromMilliseconds(1);
        return request with { Options = request.Options with { Budget = Budgets.DeadlineExtensions.Deadline(request.Options.Budget, left) } };
    }

    private async Task FailAsync(HttpContext context, ApiException error)
    {
        if (error.Status == 499) return;
        try
        {
            if (!context.Response.HasStarted)
            {
                await ErrorReply.WriteAsync(context, error).ConfigureAwait(false);
                return;
            }

            using var writer = new SseWriter(context, _options.SlowReaderTimeLimit, _options.TimeProvider);
            await writer.WriteAsync(ErrorReply.Of(error)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SlowReaderException)
        {
            // The client has left meanwhile; there is nobody to tell.
        }
    }

    private async Task GuardAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            _keys.Check(context.Request.Headers.Authorization);
            await answer().ConfigureAwait(false);
        }
        catch (ApiException problem)
        {
            await ErrorReply.WriteAsync(context, problem).ConfigureAwait(false);
        }
    }

    private ModelBody Describe(ServedModel model) => new(
        model.Name, "model", _started, "edge-reasoning",
        (model.Engine.GetService(typeof(ReasoningEngine)) as ReasoningEngine)?.Limits.SequenceTokens ?? (model.Engine.GetService(typeof(ModelInfo)) as ModelInfo)?.ContextLength,
        (model.Engine.GetService(typeof(ThinkingFormat)) as ThinkingFormat)?.Thinks);

    private static async Task WriteAsync(HttpContext context, int status, byte[] body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
