using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>llama.cpp as it is loaded into this process: once, from one folder, checked before any struct is trusted.</summary>
internal sealed class NativeRuntime
{
    private static readonly Lock Gate = new();
    private static NativeRuntime? _current;
    private static LoadedLibraries? _libraries;
    private static bool _resolverIsSet;
    private static string? _rejected;
    private static string? _owner;

    private NativeRuntime(string directory, string version, NativeDevice[] devices)
    {
        Directory = directory;
        Version = version;
        Devices = devices;
    }

    /// <summary>The folder of the libraries.</summary>
    public string Directory { get; }

    /// <summary>The version as the library reports it.</summary>
    public string Version { get; }

    /// <summary>The devices found.</summary>
    public IReadOnlyList<NativeDevice> Devices { get; }

    /// <summary>Loads llama.cpp, or returns what is loaded where it is what the options ask for.</summary>
    /// <exception cref="NativeLibraryException">There is no library, it is not one we know, or another one is loaded already.</exception>
    public static NativeRuntime Load(LlamaCppOptions options)
    {
        lock (Gate)
        {
            if (_owner is not null)
                throw new NativeLibraryException($"{_owner} has loaded its own llama.cpp into this process, which can hold one: their libraries have the same names. Load the model with {_owner} too, or in another process.");
            if (options.LoggerFactory is { } factory) NativeLog.SendTo(factory);
            string? environmentPath = Environment.GetEnvironmentVariable(LlamaCppOptions.LibraryPathVariable);
            if (_current is { } current)
            {
                // Without a path of the caller's own, what is loaded serves wherever it has the device.
                bool anyWillDo = options.LibraryPath is null && current.Devices.Any(device => device.Is(options.Backend));
                if (!anyWillDo) current.RequireSame(Find(options, environmentPath));
                return current;
            }

            return _current = LoadFrom(Find(options, environmentPath));
        }
    }

    /// <summary>Leaves this process's one place for llama.cpp to another library's: the loader takes the libraries of one set for those of the
    /// other, whose structs are different, and the process dies (docs/llamasharp.md).</summary>
    /// <param name="owner">The library.</param>
    /// <exception cref="NativeLibraryException">The place is taken.</exception>
    public static void LeaveTo(string owner)
    {
        lock (Gate)
        {
            if (_current is { } current)
                throw new NativeLibraryException($"llama.cpp {current.Version} was already loaded from '{current.Directory}', and a process can hold one; {owner} brings its own. Load all models with one of the two, or use two processes.");
            _owner = owner;
        }
    }

    /// <summary>The devices of one kind.</summary>
    /// <exception cref="NativeLibraryException">There is none; the message lists what there is.</exception>
    public NativeDevice[] DevicesOf(LlamaBackend backend)
    {
        NativeDevice[] devices = [.. Devices.Where(device => device.Is(backend))];
        return devices.Length > 0 ? devices : throw new NativeLibraryException(
            $"llama.cpp {Version} in '{Directory}' found no {backend} device. It found: {string.Join(", ", Devices)}. " +
            $"Check the driver and that the folder has the {backend} libraries, or ask for another LlamaCppOptions.Backend.");
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty place is one in which no packages are looked for.")]
    private static NativeLibraryFiles Find(LlamaCppOptions options, string? environmentPath) =>
        NativeLibraryFiles.Find(options.LibraryPath, environmentPath, AppContext.BaseDirectory, options.Backend, typeof(NativeRuntime).Assembly.Location);

    private void RequireSame(NativeLibraryFiles files)
    {
        if (Path.GetFullPath(files.Directory) == Path.GetFullPath(Directory)) return;
        throw new NativeLibraryException(
            $"llama.cpp was already loaded from '{Directory}', and '{files.Directory}' is another set. A process can hold one: " +
            "load the set that has every backend you need first, or give all models the same LlamaCppOptions.LibraryPath.");
    }

    private static NativeRuntime LoadFrom(NativeLibraryFiles files)
    {
        // Function addresses are bound for good by the first call, so a set that failed after its version check cannot be replaced.
        if (_rejected is not null && _rejected != files.Directory)
            throw new NativeLibraryException($"llama.cpp from '{_rejected}' was refused before; restart the process to load '{files.Directory}'.");

        LoadedLibraries libraries = LoadedLibraries.Load(files);
        try
        {
            string version = CheckVersion(libraries, files);
            _rejected = files.Directory;
            _libraries = libraries;
            if (!_resolverIsSet)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);
                _resolverIsSet = true;
            }

            if (AbiGuard.FindDifference() is { } field)
            {
                throw new NativeLibraryException(
                    $"'{files.Llama}' says it is llama.cpp {version}, but its parameters are laid out differently: {field} has not its known default. " +
                    "Use an unmodified build of that version.");
            }

            NativeLog.Attach();
            NativeMethods.ggml_backend_load_all_from_path(files.Directory);
            NativeMethods.llama_backend_init();
            NativeDevice[] devices = NativeDevice.All();
            if (devices.Length == 0)
                throw new NativeLibraryException($"llama.cpp {version} found no backend in '{files.Directory}': a libggml-cpu library belongs there.");
            _rejected = null;
            return new NativeRuntime(files.Directory, version, devices);
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new NativeLibraryException($"'{files.Llama}' lacks a function of llama.cpp's C API: {exception.Message}", exception);
        }
    }

    private static string CheckVersion(LoadedLibraries libraries, NativeLibraryFiles files)
    {
        try
        {
            string version = NativeVersion.Read(libraries.Llama, files.Llama);
            NativeVersion.Require(version, files.Llama);
            return version;
        }
        catch (NativeLibraryException)
        {
            libraries.Unload();
            throw;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        NativeMethods.Llama => _libraries!.Llama,
        NativeMethods.Ggml => _libraries!.Ggml,
        NativeMethods.GgmlBase => _libraries!.GgmlBase,
        _ => 0,
    };
}
