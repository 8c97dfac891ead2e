using EdgeReasoning.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeReasoning.Server;

/// <summary>Puts the API into an ASP.NET Core app.</summary>
public static class EndpointRouteBuilderExtensions
{
    /// <summary>Maps <c>POST /v1/chat/completions</c>, <c>GET /v1/models</c>, <c>GET /health</c> and <c>GET /metrics</c>.</summary>
    /// <remarks>
    /// When the app begins to stop, new requests are refused with 503 and those under way have <see cref="ReasoningApiOptions.DrainTime"/>; the host's own
    /// <see cref="HostOptions.ShutdownTimeout"/> has to be longer. Engines are disposed by whoever made them, after that.
    /// </remarks>
    /// <param name="endpoints">The app.</param>
    /// <param name="models">What is served; at least one, each name once.</param>
    /// <param name="options">What clients may do; null for the defaults.</param>
    /// <returns>All four, for further conventions.</returns>
    /// <exception cref="ArgumentException">There is no model, a name is blank or used twice, or an option is out of its range.</exception>
    public static IEndpointConventionBuilder MapEdgeReasoning(this IEndpointRouteBuilder endpoints, IReadOnlyList<ServedModel> models, ReasoningApiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ILoggerFactory? loggers = endpoints.ServiceProvider.GetService<ILoggerFactory>();
        var api = new ReasoningApi(models, options ?? new ReasoningApiOptions(), loggers?.CreateLogger<ReasoningApi>() ?? NullLogger<ReasoningApi>.Instance);
        if (endpoints.ServiceProvider.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            lifetime.ApplicationStopping.Register(api.BeginDrain);
            lifetime.ApplicationStopped.Register(api.Dispose);
        }

        RouteGroupBuilder group = endpoints.MapGroup("");
        group.MapPost("/v1/chat/completions", api.CompleteAsync);
        group.MapGet("/v1/models", api.ListModelsAsync);
        group.MapGet("/v1/models/{*name}", api.ShowModelAsync);
        group.MapGet("/health", api.ShowHealthAsync);
        group.MapGet("/metrics", api.ShowMetricsAsync);
        return group;
    }
}
