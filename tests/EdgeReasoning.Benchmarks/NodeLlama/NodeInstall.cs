using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>node-llama-cpp in an ignored folder, with the native libraries that the build has restored for this engine: one set of files for both.</summary>
internal sealed class NodeInstall
{
    private NodeInstall(string folder, string libraries)
    {
        Folder = folder;
        Libraries = libraries;
    }

    /// <summary>Where the script and node_modules are.</summary>
    public string Folder { get; }

    /// <summary>The folder of llama.cpp's libraries that both load.</summary>
    public string Libraries { get; }

    /// <summary>Installs what is missing with npm.</summary>
    /// <exception cref="InvalidOperationException">npm failed, or the build has restored no libraries.</exception>
    public static NodeInstall Make()
    {
        string artifacts = Path.Combine(Root(), "artifacts"), folder = Path.Combine(artifacts, "node-llama-cpp"), source = Path.Combine(AppContext.BaseDirectory, "NodeLlama");
        // Only Linux has both at one version.
        string rid = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string restored = Path.Combine(artifacts, "native", "cpu", rid, "node_modules", "@node-llama-cpp"), libraries = Path.Combine(restored, rid, "bins", rid);
        if (!File.Exists(Path.Combine(libraries, "llama-addon.node")))
            throw new InvalidOperationException($"The build has restored no llama.cpp to {libraries}. Build on Linux, without EdgeReasoningNativePath and EDGEREASONING_LLAMACPP.");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        string modules = Path.Combine(folder, "node_modules");
        if (!Directory.Exists(Path.Combine(modules, "node-llama-cpp")))
        {
            // Its native packages are optional to npm, and left out: the link below takes their place. Some feeds lack those of other
            // platforms, so that the lock lacks them too, and npm ci would refuse it.
            using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--omit=optional", "--ignore-scripts", "--loglevel=error"]) { WorkingDirectory = folder })!;
            npm.WaitForExit();
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm could not install node-llama-cpp (exit code {npm.ExitCode}); its messages are above.");
        }

        string link = Path.Combine(modules, "@node-llama-cpp");
        if (!Directory.Exists(link)) Directory.CreateSymbolicLink(link, restored);
        return new NodeInstall(folder, libraries);
    }

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeReasoning.Core.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The solution's folder was not found above the program. Run it with dotnet run from the repository.");
    }
}
