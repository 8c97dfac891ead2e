using System.Runtime.InteropServices;
using System.Text;

namespace EdgeReasoning.LlamaCpp.Nvml;

/// <summary>NVIDIA's management library, where the driver brought it. It stays loaded as long as the process.</summary>
/// <remarks>Functions and return codes: NVML API reference (<see href="https://docs.nvidia.com/deploy/nvml-api/"/>).</remarks>
internal sealed unsafe class NvmlLibrary : INvml
{
    private const int Success = 0, NameLength = 96;

    private readonly nint[] _devices;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, uint, int> _name;
    private readonly delegate* unmanaged[Cdecl]<nint, ulong*, int> _energy;
    private readonly delegate* unmanaged[Cdecl]<nint, uint*, int> _power;

    private NvmlLibrary(nint library, nint[] devices)
    {
        _devices = devices;
        _name = (delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)Export(library, "nvmlDeviceGetName");
        _energy = (delegate* unmanaged[Cdecl]<nint, ulong*, int>)Export(library, "nvmlDeviceGetTotalEnergyConsumption");
        _power = (delegate* unmanaged[Cdecl]<nint, uint*, int>)Export(library, "nvmlDeviceGetPowerUsage");
    }

    public int DeviceCount => _devices.Length;

    /// <summary>The library with its devices; null where there is none, or where it cannot start.</summary>
    public static NvmlLibrary? TryLoad()
    {
        string name = OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1";
        if (!NativeLibrary.TryLoad(name, out nint library)) return null;
        var start = (delegate* unmanaged[Cdecl]<int>)Export(library, "nvmlInit_v2");
        var count = (delegate* unmanaged[Cdecl]<uint*, int>)Export(library, "nvmlDeviceGetCount_v2");
        var handle = (delegate* unmanaged[Cdecl]<uint, nint*, int>)Export(library, "nvmlDeviceGetHandleByIndex_v2");
        uint devices = 0;
        if (start == null || count == null || handle == null || start() != Success || count(&devices) != Success) return null;
        List<nint> handles = [];
        for (uint i = 0; i < devices; i++)
        {
            nint device = 0;
            if (handle(i, &device) == Success) handles.Add(device);
        }

        return new NvmlLibrary(library, [.. handles]);
    }

    public string? NameOf(int device)
    {
        byte* name = stackalloc byte[NameLength];
        return _name != null && _name(_devices[device], name, NameLength) == Success
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name))
            : null;
    }

    public ulong? MillijoulesOf(int device)
    {
        ulong value = 0;
        return _energy != null && _energy(_devices[device], &value) == Success ? value : null;
    }

    public uint? MilliwattsOf(int device)
    {
        uint value = 0;
        return _power != null && _power(_devices[device], &value) == Success ? value : null;
    }

    private static nint Export(nint library, string name) => NativeLibrary.TryGetExport(library, name, out nint address) ? address : 0;
}
