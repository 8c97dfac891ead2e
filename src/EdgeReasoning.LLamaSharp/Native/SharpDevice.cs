using System.Runtime.InteropServices;
using EdgeReasoning.LlamaCpp;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>A device that the llama.cpp of LLamaSharp found.</summary>
/// <param name="Backend">The backend's name: <c>CPU</c>, <c>CUDA</c>, <c>Vulkan</c>, <c>MTL</c>.</param>
/// <param name="Description">What the driver calls it.</param>
/// <param name="IsGpu">Whether layers can be put on it.</param>
internal sealed record SharpDevice(string Backend, string Description, bool IsGpu)
{
    private const int GpuType = 1;
    private const int IntegratedGpuType = 2;

    /// <summary>All of them, in llama.cpp's order.</summary>
    /// <param name="export">The address of a function of the library.</param>
    public static unsafe SharpDevice[] All(Func<string, nint> export)
    {
        var count = (delegate* unmanaged[Cdecl]<nuint>)export("ggml_backend_dev_count");
        var get = (delegate* unmanaged[Cdecl]<nuint, nint>)export("ggml_backend_dev_get");
        var type = (delegate* unmanaged[Cdecl]<nint, int>)export("ggml_backend_dev_type");
        var description = (delegate* unmanaged[Cdecl]<nint, nint>)export("ggml_backend_dev_description");
        var registry = (delegate* unmanaged[Cdecl]<nint, nint>)export("ggml_backend_dev_backend_reg");
        var name = (delegate* unmanaged[Cdecl]<nint, nint>)export("ggml_backend_reg_name");

        var devices = new SharpDevice[(int)count()];
        for (int i = 0; i < devices.Length; i++)
        {
            nint device = get((nuint)i);
            devices[i] = new SharpDevice(Text(name(registry(device))), Text(description(device)), type(device) is GpuType or IntegratedGpuType);
        }

        return devices;
    }

    /// <summary>Whether it is a device of that kind.</summary>
    public bool Is(LlamaBackend backend) => backend switch
    {
        LlamaBackend.Cuda => IsGpu && Backend == "CUDA",
        LlamaBackend.Vulkan => IsGpu && Backend == "Vulkan",
        LlamaBackend.Metal => IsGpu && Backend is "MTL" or "Metal",
        _ => !IsGpu && Backend == "CPU",
    };

    public override string ToString() => $"{Backend} ({Description})";

    private static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8)?.Trim() ?? "";
}
