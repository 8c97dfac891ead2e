using System.Net;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Server;

/// <summary>Where a <see cref="ReasoningServer"/> listens.</summary>
public sealed record ReasoningServerOptions
{
    /// <summary>The address. Default <see cref="IPAddress.Loopback"/>: nobody outside this machine reaches it. <see cref="IPAddress.Any"/> opens it to the network; set <see cref="ReasoningApiOptions.ApiKeys"/> then.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, from 0 to 65535; 0 takes one that is free (<see cref="ReasoningServer.Url"/> tells which). Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>What the API lets clients do.</summary>
    public ReasoningApiOptions Api { get; init; } = new();

    /// <summary>Where it logs. Null, the default, is nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Checks every setting against its range.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentNullException.ThrowIfNull(Api);
        Api.Validate();
    }
}
