using System.Runtime.InteropServices;
using System.Text;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LlamaCpp.Native;
using LLama.Native;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests;

/// <summary>Has LLamaSharp take the llama.cpp of a folder, where the environment names one.</summary>
[SetUpFixture]
public sealed unsafe class NativeFolder
{
    private const string Variable = "EDGEREASONING_LLAMASHARP";

    [OneTimeSetUp]
    public void Choose()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder) return;
        NativeLibraryFiles files = NativeLibraryFiles.Find(folder, null, AppContext.BaseDirectory, LlamaBackend.Cpu);
        LoadBackends(files);
        NativeLibraryConfig.LLama.WithLibrary(files.Llama);
    }

    // LLamaSharp's own builds have their backends linked in; those that load them at run time have to be told the folder, and LLamaSharp does not.
    private static void LoadBackends(NativeLibraryFiles files)
    {
        if (files.GgmlBase is not null) NativeLibrary.Load(files.GgmlBase);
        nint ggml = NativeLibrary.Load(files.Ggml);
        fixed (byte* path = Encoding.UTF8.GetBytes(files.Directory + '\0'))
        {
            ((delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(ggml, "ggml_backend_load_all_from_path"))(path);
        }
    }
}
