using EdgeReasoning.LlamaCpp;

namespace EdgeReasoning.Benchmarks.Profile;

/// <summary>The synthetic model of the benchmarks, written once.</summary>
internal static class SyntheticModels
{
    /// <summary>Qwen2 0.5B in Q4_0.</summary>
    public static async Task<string> HalfBillionAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), "edge-reasoning-synthetic-qwen2-0.5b-q4_0-v2.gguf");
        if (!File.Exists(path)) await SyntheticModel.WriteAsync(SyntheticShape.Qwen2Half, path, LlamaQuantization.Q4_0);
        return path;
    }
}
