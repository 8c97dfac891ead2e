using Microsoft.Extensions.Hosting;

namespace EdgeReasoning.Server.Hosting;

/// <summary>Leaves it to the caller when to stop: the console's Ctrl-C is not this server's.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
