using System.Reflection;
using EdgeReasoning.Extensions.AI;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Pareto;
using EdgeReasoning.Remote;
using EdgeReasoning.Server;

namespace EdgeReasoning.Docs.Api;

/// <summary>The assemblies whose public API is promised, one for each package that has code and is no tool.</summary>
internal static class Packages
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Hypervolume).Assembly,
        typeof(LlamaCppEngine).Assembly,
        typeof(TinyModels).Assembly,
        typeof(TelemetryExtensions).Assembly,
        typeof(ReasoningServer).Assembly,
        typeof(RemoteEngine).Assembly,
    ];
}
