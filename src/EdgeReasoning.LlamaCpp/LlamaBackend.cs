namespace EdgeReasoning.LlamaCpp;

/// <summary>The kind of device that decodes.</summary>
public enum LlamaBackend
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>NVIDIA GPUs, by CUDA.</summary>
    Cuda,

    /// <summary>GPUs of any make, by Vulkan.</summary>
    Vulkan,

    /// <summary>Apple GPUs, by Metal.</summary>
    Metal,
}
