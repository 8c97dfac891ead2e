using System.Reflection;
using System.Security.Cryptography;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Evaluation;

/// <summary>Finds out what an engine decodes, with what, and on what.</summary>
internal static class ModelIdentity
{
    /// <summary>Version of this library.</summary>
    public static string Library { get; } = typeof(ModelIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static async Task<StoredModel> OfAsync(string name, IReasoningEngine engine, TimeProvider time, CancellationToken cancellationToken)
    {
        var info = engine.GetService(typeof(ModelInfo)) as ModelInfo;
        return new StoredModel
        {
            Name = name,
            Info = info is null ? null : ProfiledModel.From(info),
            FileHash = info?.Path is { } path && File.Exists(path) ? await HashAsync(path, cancellationToken).ConfigureAwait(false) : null,
            Backend = engine.GetService(typeof(BackendIdentity)) as BackendIdentity,
            // An engine that decodes elsewhere says so itself: this machine's name and clocks would be those of another device.
            Device = engine.GetService(typeof(DeviceState)) as DeviceState ?? DeviceStateReader.Read(),
            Library = Library,
            LoadedAt = time.GetUtcNow(),
        };
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }
    }
}
