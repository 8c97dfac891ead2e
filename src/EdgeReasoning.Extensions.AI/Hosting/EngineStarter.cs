using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Has the host's start wait for the model, where the options say so.</summary>
internal sealed class EngineStarter(SharedEngine engine, IOptionsMonitor<EdgeReasoningOptions> options, string name) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => options.Get(name).LoadAtStart ? engine.LoadAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
