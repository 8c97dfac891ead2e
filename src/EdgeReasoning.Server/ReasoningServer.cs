using EdgeReasoning.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Server;

/// <summary>An OpenAI-compatible server of its own: Kestrel with <see cref="EndpointRouteBuilderExtensions.MapEdgeReasoning"/> and nothing else.</summary>
/// <remarks>It reads no settings from files or from the environment, and leaves Ctrl-C to its caller.</remarks>
public sealed class ReasoningServer : IAsyncDisposable
{
    private static readonly TimeSpan s_afterDraining = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;

    private ReasoningServer(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:8080</c>, say. OpenAI clients want <c>/v1</c> behind it.</summary>
    public Uri Url { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="models">What is served; at least one, each name once.</param>
    /// <param name="options">Where it listens, and what clients may do; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">There is no model, a name is blank or used twice, or an option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken, or the address is none of this machine's.</exception>
    public static async Task<ReasoningServer> StartAsync(IReadOnlyList<ServedModel> models, ReasoningServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ReasoningServerOptions();
        options.Validate();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "edge-reasoning" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Api.MaxRequestBytes;
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Api.DrainTime + s_afterDraining);
        if (options.LoggerFactory is { } loggers) builder.Services.AddSingleton(loggers);
        WebApplication app = builder.Build();
        try
        {
            app.UseRouting();
            app.MapEdgeReasoning(models, options.Api);
            app.UseEndpoints(_ => { });
            app.Run(NotFoundAsync);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ReasoningServer(app);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops: refuses new requests, lets those under way finish for <see cref="ReasoningApiOptions.DrainTime"/>, then cancels them.</summary>
    /// <param name="cancellationToken">Cuts connections at once.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <summary>Stops and frees what it holds; the engines stay with whoever made them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static Task NotFoundAsync(HttpContext context) =>
        Replies.ErrorReply.WriteAsync(context, new ApiException(404, "invalid_request_error", $"There is no {context.Request.Method} {context.Request.Path} here. See /v1/chat/completions, /v1/models, /health and /metrics.", code: "unknown_url"));
}
