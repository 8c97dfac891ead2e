using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>A device that llama.cpp found.</summary>
/// <param name="Handle">The <c>ggml_backend_dev_t</c>, which lives as long as the process.</param>
/// <param name="Backend">The backend's name: <c>CPU</c>, <c>CUDA</c>, <c>Vulkan</c>, <c>MTL</c>.</param>
/// <param name="Name">The device's name in it, <c>CUDA0</c> say.</param>
/// <param name="Description">What the driver calls it.</param>
/// <param name="Type">The <c>ggml_backend_dev_type</c>.</param>
internal sealed record NativeDevice(nint Handle, string Backend, string Name, string Description, int Type)
{
    private const int CpuType = 0;
    private const int GpuType = 1;
    private const int IntegratedGpuType = 2;

    public static NativeDevice[] All()
    {
        var devices = new NativeDevice[(int)NativeMethods.ggml_backend_dev_count()];
        for (int i = 0; i < devices.Length; i++)
        {
            nint handle = NativeMethods.ggml_backend_dev_get((nuint)i);
            devices[i] = new NativeDevice(
                handle,
                Text(NativeMethods.ggml_backend_reg_name(NativeMethods.ggml_backend_dev_backend_reg(handle))),
                Text(NativeMethods.ggml_backend_dev_name(handle)),
                Text(NativeMethods.ggml_backend_dev_description(handle)),
                NativeMethods.ggml_backend_dev_type(handle));
        }

        return devices;
    }

    /// <summary>Whether it is a device of that kind.</summary>
    public bool Is(LlamaBackend backend) => backend switch
    {
        LlamaBackend.Cpu => Type == CpuType,
        LlamaBackend.Cuda => IsGpu && Backend == "CUDA",
        LlamaBackend.Vulkan => IsGpu && Backend == "Vulkan",
        LlamaBackend.Metal => IsGpu && Backend is "MTL" or "Metal",
        _ => false,
    };

    /// <summary>Bytes that are free on it now, null where it does not tell.</summary>
    public unsafe long? FreeBytes()
    {
        nuint free = 0, total = 0;
        NativeMethods.ggml_backend_dev_memory(Handle, &free, &total);
        return total == 0 ? null : (long)free;
    }

    public override string ToString() => $"{Name} ({Description})";

    private bool IsGpu => Type is GpuType or IntegratedGpuType;

    private static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8)?.Trim() ?? "";
}
