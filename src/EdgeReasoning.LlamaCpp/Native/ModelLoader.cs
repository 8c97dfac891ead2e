using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Has llama.cpp load a file that was found to be sound.</summary>
internal static unsafe class ModelLoader
{
    private const int LoadModeAuto = -1;
    private const int LoadModeRead = 0;

    /// <summary>Loads it on this thread.</summary>
    /// <exception cref="ModelLoadException">llama.cpp refused it; the message has what it said.</exception>
    /// <exception cref="OperationCanceledException">Loading was cancelled.</exception>
    public static ModelHandle Load(string path, LlamaCppOptions options, NativeDevice[] devices, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        bool onGpu = options.Backend != LlamaBackend.Cpu;
        if (onGpu && options.SplitMode == LlamaSplitMode.None) devices = [devices[options.MainDevice]];

        // A list without a device keeps llama.cpp from taking every GPU it has found.
        nint* list = stackalloc nint[devices.Length + 1];
        if (onGpu)
        {
            for (int i = 0; i < devices.Length; i++) list[i] = devices[i].Handle;
        }

        float* split = stackalloc float[Math.Max(devices.Length, (int)NativeMethods.llama_max_devices())];
        if (options.TensorSplit is { } parts)
        {
            for (int i = 0; i < parts.Count; i++) split[i] = parts[i];
        }

        var report = new ProgressReport(progress, cancellationToken);
        GCHandle reportHandle = GCHandle.Alloc(report);
        try
        {
            LlamaModelParams parameters = NativeMethods.llama_model_default_params();
            parameters.Devices = list;
            parameters.GpuLayers = onGpu ? options.GpuLayers ?? -1 : 0;
            parameters.SplitMode = (int)options.SplitMode;
            parameters.MainGpu = options.SplitMode == LlamaSplitMode.None ? 0 : options.MainDevice;
            parameters.TensorSplit = options.TensorSplit is null ? null : split;
            parameters.LoadMode = options.UseMemoryMap ? LoadModeAuto : LoadModeRead;
            parameters.ProgressCallback = &OnProgress;
            parameters.ProgressCallbackUserData = GCHandle.ToIntPtr(reportHandle);

            NativeLog.ClearComplaints();
            ModelHandle model = NativeMethods.llama_model_load_from_file(path, parameters);
            if (!model.IsInvalid && report.Failure is null) return model;
            model.Dispose();
            report.Failure?.Throw();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelLoadException(path, $"llama.cpp refused '{path}': {NativeLog.Complaints}");
        }
        finally
        {
            reportHandle.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnProgress(float value, nint userData) =>
        ((ProgressReport)GCHandle.FromIntPtr(userData).Target!).Continue(value) ? (byte)1 : (byte)0;
}
