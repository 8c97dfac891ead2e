using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary><c>struct llama_model_quantize_params</c>, the same in v0.4.0 and v0.5.0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LlamaQuantizeParams
{
    public int Threads;
    public int FileType;
    public int OutputTensorType;
    public int TokenEmbeddingType;
    public byte AllowRequantize;
    public byte QuantizeOutputTensor;
    public byte OnlyCopy;
    public byte Pure;
    public byte KeepSplit;
    public byte DryRun;
    public nint ImportanceMatrix;
    public nint KvOverrides;
    public nint TensorOverrides;
    public nint PruneLayers;
    public nuint MaxBufferBytes;
}
