using System.Runtime.CompilerServices;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>The two things of LLamaSharp that it keeps to itself and that cannot be had otherwise.</summary>
internal static class SharpInternals
{
    /// <summary>The handle of the libllama that LLamaSharp loaded; 0 where it left that to the system.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "_loadedLlamaHandle")]
    public static extern ref nint LoadedLibrary([UnsafeAccessorType("LLama.Native.NativeApi, LLamaSharp")] object? type);

    /// <summary>What LLamaSharp holds while it decodes, so that no two contexts do at once.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "GlobalInferenceLock")]
    public static extern ref object DecodeLock(SafeLLamaContextHandle? type);
}
