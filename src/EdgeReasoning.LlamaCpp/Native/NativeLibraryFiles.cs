using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The files of one set of native libraries, which lie together in one folder.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Llama">libllama.</param>
/// <param name="Ggml">libggml.</param>
/// <param name="GgmlBase">libggml-base; null where libggml includes it.</param>
internal sealed record NativeLibraryFiles(string Directory, string Llama, string Ggml, string? GgmlBase)
{
    private static readonly string Extension =
        OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";

    /// <summary>Finds the set that a request means.</summary>
    /// <param name="explicitPath">The path of the options, if any.</param>
    /// <param name="environmentPath">The path of the environment variable, if any.</param>
    /// <param name="baseDirectory">The application's folder.</param>
    /// <param name="backend">The kind of device that the set must serve.</param>
    /// <param name="assemblyPath">Where this assembly was loaded from; empty where it is part of the app's file.</param>
    /// <exception cref="NativeLibraryException">There is none; the message lists where it was looked for.</exception>
    public static NativeLibraryFiles Find(string? explicitPath, string? environmentPath, string baseDirectory, LlamaBackend backend, string assemblyPath = "")
    {
        if (explicitPath is not null) return FindAt(explicitPath, $"LlamaCppOptions.LibraryPath '{explicitPath}'");
        if (!string.IsNullOrEmpty(environmentPath))
            return FindAt(environmentPath, $"the environment variable {LlamaCppOptions.LibraryPathVariable} '{environmentPath}'");

        string[] folders = [.. PackageFolders(baseDirectory, backend), .. CacheFolders(assemblyPath, backend)];
        foreach (string folder in folders)
        {
            if (In(folder) is { } files && files.Serves(backend)) return files;
        }

        throw new NativeLibraryException(
            $"No llama.cpp libraries for {backend} on {RuntimeInformation.RuntimeIdentifier}. Looked for {Pattern("llama")} in: {string.Join(", ", folders)}. " +
            $"Reference the package EdgeReasoning.Runtime.{(backend == LlamaBackend.Metal ? LlamaBackend.Cpu : backend)}, " +
            $"or point LlamaCppOptions.LibraryPath or {LlamaCppOptions.LibraryPathVariable} at a folder that has them.");
    }

    /// <summary>The folders that packages fill, and those of a publish for one platform, which flattens them.</summary>
    public static string[] PackageFolders(string baseDirectory, LlamaBackend backend)
    {
        string native = Path.Combine(baseDirectory, "runtimes", PortableRuntimeIdentifier(), "native");
        string? variant = backend switch { LlamaBackend.Cuda => "cuda", LlamaBackend.Vulkan => "vulkan", _ => null };
        return variant is null
            ? [native, baseDirectory]
            : [Path.Combine(native, variant), Path.Combine(baseDirectory, variant), native, baseDirectory];
    }

    /// <summary>
    /// The folder of the runtime package of the same version in NuGet's cache, where this assembly lies in that cache: in a notebook, which builds no app to copy
    /// the libraries to. Empty where it does not.
    /// </summary>
    public static string[] CacheFolders(string assemblyPath, LlamaBackend backend)
    {
        // .../packages/edgereasoning.llamacpp/VERSION/lib/FRAMEWORK/EdgeReasoning.LlamaCpp.dll
        if (assemblyPath.Length == 0) return [];
        string version = Path.GetFullPath(Path.Combine(assemblyPath, "..", "..", ".."));
        string package = Path.GetFullPath(Path.Combine(version, ".."));
        if (!Path.GetFileName(package).Equals("edgereasoning.llamacpp", StringComparison.OrdinalIgnoreCase)) return [];
        (string runtime, string root, string variant) = backend switch
        {
            LlamaBackend.Cuda => (OperatingSystem.IsWindows() ? "cuda.windows" : "cuda", "gpu", "cuda"),
            LlamaBackend.Vulkan => ("vulkan", "gpu", "vulkan"),
            _ => ("cpu", "runtimes", ""),
        };
        return [Path.Combine(package, "..", $"edgereasoning.runtime.{runtime}", Path.GetFileName(version), root, PortableRuntimeIdentifier(), "native", variant)];
    }

    private static NativeLibraryFiles FindAt(string path, string source)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return In(Path.GetDirectoryName(full)!, full)
                ?? throw new NativeLibraryException($"{source} has no {Pattern("ggml")} beside it, which llama.cpp needs.");
        }

        if (!System.IO.Directory.Exists(full)) throw new NativeLibraryException($"{source} does not exist: there is no file or folder '{full}'.");
        return In(full) ?? throw new NativeLibraryException(
            $"{source} has no complete set of llama.cpp libraries: looked for {Pattern("llama")} and {Pattern("ggml")} in '{full}'.");
    }

    private static NativeLibraryFiles? In(string folder, string? llama = null)
    {
        if (!System.IO.Directory.Exists(folder)) return null;
        llama ??= First(folder, "llama");
        string? ggml = First(folder, "ggml");
        string? ggmlBase = First(folder, "ggml-base");
        return llama is null || (ggml ?? ggmlBase) is not { } main ? null : new NativeLibraryFiles(folder, llama, main, ggmlBase);
    }

    // A flattened publish may lie anywhere: a folder counts for a GPU only where the plug-in of that GPU is beside libllama.
    private bool Serves(LlamaBackend backend) => backend switch
    {
        LlamaBackend.Cuda => First(Directory, "ggml-cuda") is not null,
        LlamaBackend.Vulkan => First(Directory, "ggml-vulkan") is not null,
        _ => true,
    };

    // Names carry the version (libllama.v0.5.0.so) or not (libllama.so); a dash starts another library (libllama-common.so).
    private static string? First(string folder, string name) => System.IO.Directory.EnumerateFiles(folder, Pattern(name))
        .Where(file => Path.GetFileName(file).AsSpan(Prefix.Length + name.Length).StartsWith('.'))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();

    private static string Prefix => OperatingSystem.IsWindows() ? "" : "lib";

    private static string Pattern(string name) => $"{Prefix}{name}*{Extension}";

    private static string PortableRuntimeIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
