using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace EdgeReasoning.Benchmarks.Sampling;

/// <summary>The functions of llama.cpp that make and apply samplers; it needs neither a model nor a backend.</summary>
internal sealed unsafe partial class LlamaCppSamplers
{
    private const string PathVariable = "EDGEREASONING_LLAMACPP";

    public readonly delegate* unmanaged<LlamaCppChain.ChainParams, void*> ChainInit;
    public readonly delegate* unmanaged<void*, void*, void> ChainAdd;
    public readonly delegate* unmanaged<void*, LlamaCppChain.TokenDataArray*, void> Apply;
    public readonly delegate* unmanaged<void*, int, void> Accept;
    public readonly delegate* unmanaged<void*, void> Free;
    private readonly delegate* unmanaged<nint> _greedy;
    private readonly delegate* unmanaged<int, nint> _topK;
    private readonly delegate* unmanaged<float, nuint, nint> _topP;
    private readonly delegate* unmanaged<float, nint> _temperature;
    private readonly delegate* unmanaged<uint, nint> _distribution;

    private LlamaCppSamplers(nint library)
    {
        ChainInit = (delegate* unmanaged<LlamaCppChain.ChainParams, void*>)Export("llama_sampler_chain_init");
        ChainAdd = (delegate* unmanaged<void*, void*, void>)Export("llama_sampler_chain_add");
        Apply = (delegate* unmanaged<void*, LlamaCppChain.TokenDataArray*, void>)Export("llama_sampler_apply");
        Accept = (delegate* unmanaged<void*, int, void>)Export("llama_sampler_accept");
        Free = (delegate* unmanaged<void*, void>)Export("llama_sampler_free");
        _greedy = (delegate* unmanaged<nint>)Export("llama_sampler_init_greedy");
        _topK = (delegate* unmanaged<int, nint>)Export("llama_sampler_init_top_k");
        _topP = (delegate* unmanaged<float, nuint, nint>)Export("llama_sampler_init_top_p");
        _temperature = (delegate* unmanaged<float, nint>)Export("llama_sampler_init_temp");
        _distribution = (delegate* unmanaged<uint, nint>)Export("llama_sampler_init_dist");

        nint Export(string name) => NativeLibrary.GetExport(library, name);
    }

    /// <summary>Loads the library that the environment names, else the one beside the program; null, and why, where there is none.</summary>
    public static LlamaCppSamplers? Load(out string source)
    {
        string place = Environment.GetEnvironmentVariable(PathVariable)
            ?? Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        string? file = File.Exists(place) ? place
            : Directory.Exists(place) ? Directory.EnumerateFiles(place).FirstOrDefault(path => LibraryName().IsMatch(Path.GetFileName(path)))
            : null;
        source = file ?? $"no llama.cpp library at {place}; set {PathVariable} to one, or to its folder";
        return file is null ? null : new LlamaCppSamplers(NativeLibrary.Load(file));
    }

    public nint Greedy() => _greedy();

    public nint TopK(int k) => _topK(k);

    public nint TopP(float p) => _topP(p, 1);

    public nint Temperature(float temperature) => _temperature(temperature);

    public nint Distribution(uint seed) => _distribution(seed);

    [GeneratedRegex(@"^(lib)?llama(\.v[0-9.]+)?\.(so|dll|dylib)$")]
    private static partial Regex LibraryName();
}
