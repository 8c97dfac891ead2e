using EdgeReasoning.LlamaCpp;
using LLama.Common;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>Where LLamaSharp puts a model: it takes the GPU where there is one and the parameters ask for layers on it, and the CPU otherwise,
/// without saying which.</summary>
/// <param name="Device">The device that decodes.</param>
/// <param name="OffloadedLayers">Layers on it; null on the CPU.</param>
internal sealed record SharpPlacement(SharpDevice Device, int? OffloadedLayers)
{
    /// <summary>Where a model of so many layers is.</summary>
    /// <param name="devices">The devices there are.</param>
    /// <param name="parameters">How the model is loaded.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="backend">Where it has to be; null for wherever LLamaSharp puts it.</param>
    /// <exception cref="NativeLibraryException">It is elsewhere.</exception>
    public static SharpPlacement Of(IReadOnlyList<SharpDevice> devices, ModelParams parameters, int layers, LlamaBackend? backend)
    {
        SharpDevice[] gpus = parameters.GpuLayerCount == 0 ? [] : [.. devices.Where(device => device.IsGpu)];
        SharpDevice? device = gpus.Length > 0
            ? gpus[Math.Clamp(parameters.MainGpu, 0, gpus.Length - 1)]
            : devices.FirstOrDefault(candidate => candidate.Is(LlamaBackend.Cpu));
        if (device is null || (backend is { } wanted && !device.Is(wanted)))
        {
            throw new NativeLibraryException(
                $"The model would be decoded by {device?.ToString() ?? "nothing"}{(backend is null ? "" : $", not by {backend}")}: GpuLayerCount is {parameters.GpuLayerCount}, " +
                $"and the llama.cpp that LLamaSharp loaded found {(devices.Count == 0 ? "no device" : string.Join(", ", devices))}. " +
                "Reference the LLamaSharp.Backend package of the device, or ask for another one.");
        }

        int? offloaded = gpus.Length == 0 ? null : parameters.GpuLayerCount < 0 ? layers : Math.Min(parameters.GpuLayerCount, layers);
        return new SharpPlacement(device, offloaded);
    }
}
