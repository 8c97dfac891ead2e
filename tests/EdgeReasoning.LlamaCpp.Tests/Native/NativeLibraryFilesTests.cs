using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

[Platform(Include = "Linux", Reason = "the names are those of Linux")]
public sealed class NativeLibraryFilesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Find_VersionedNames_TakesTheLibrariesAndNotTheirCompanions()
    {
        Fill(_folder.Path, "libllama-common.so", "libllama.v0.5.0.so", "libggml-base.so", "libggml-cpu-haswell.so", "libggml.v0.5.0.so");
        NativeLibraryFiles files = NativeLibraryFiles.Find(_folder.Path, null, "/nowhere", LlamaBackend.Cpu);
        Assert.That(new[] { files.Llama, files.Ggml, files.GgmlBase }.Select(Path.GetFileName),
            Is.EqualTo(new[] { "libllama.v0.5.0.so", "libggml.v0.5.0.so", "libggml-base.so" }));
    }

    [Test]
    public void Find_ExplicitFile_IsTaken()
    {
        Fill(_folder.Path, "libllama.so", "libllama.v0.5.0.so", "libggml.so");
        string own = Path.Combine(_folder.Path, "libllama.v0.5.0.so");
        Assert.That(NativeLibraryFiles.Find(own, null, "/nowhere", LlamaBackend.Cpu).Llama, Is.EqualTo(own));
    }

    [Test]
    public void Find_ExplicitBeforeEnvironmentBeforePackage()
    {
        string[] places = [.. new[] { "explicit", "environment", "app" }.Select(name => Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName)];
        string package = NativeLibraryFiles.PackageFolders(places[2], LlamaBackend.Cpu)[0];
        foreach (string folder in new[] { places[0], places[1], package }) Fill(folder, "libllama.so", "libggml.so");

        Assert.That(NativeLibraryFiles.Find(places[0], places[1], places[2], LlamaBackend.Cpu).Directory, Is.EqualTo(places[0]));
        Assert.That(NativeLibraryFiles.Find(null, places[1], places[2], LlamaBackend.Cpu).Directory, Is.EqualTo(places[1]));
        Assert.That(NativeLibraryFiles.Find(null, null, places[2], LlamaBackend.Cpu).Directory, Is.EqualTo(package));
    }

    [Test]
    public void Find_GpuWithCpuPackageOnly_IsRefused()
    {
        Fill(NativeLibraryFiles.PackageFolders(_folder.Path, LlamaBackend.Cpu)[0], "libllama.so", "libggml.so");
        Assert.That(() => NativeLibraryFiles.Find(null, null, _folder.Path, LlamaBackend.Cuda),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains("EdgeReasoning.Runtime.Cuda"));
    }

    [Test]
    public void Find_GpuPackage_IsTaken()
    {
        string cuda = NativeLibraryFiles.PackageFolders(_folder.Path, LlamaBackend.Cuda)[0];
        Fill(cuda, "libllama.so", "libggml.so", "libggml-cuda.so");
        Assert.That(NativeLibraryFiles.Find(null, null, _folder.Path, LlamaBackend.Cuda).Directory, Is.EqualTo(cuda));
    }

    [TestCase(LlamaBackend.Cpu, "cpu/0.1.0/runtimes", "", "libllama.so")]
    [TestCase(LlamaBackend.Vulkan, "vulkan/0.1.0/gpu", "vulkan", "libggml-vulkan.so")]
    public void Find_AssemblyInThePackageCache_TakesTheRuntimeOfItsVersion(LlamaBackend backend, string runtime, string variant, string last)
    {
        string platform = Path.GetFileName(Path.GetDirectoryName(NativeLibraryFiles.PackageFolders("/", LlamaBackend.Cpu)[0])!);
        string package = Path.Combine(_folder.Path, $"edgereasoning.runtime.{runtime}", platform, "native", variant);
        Fill(package, "libllama.so", "libggml.so", last);
        string assembly = Path.Combine(_folder.Path, "edgereasoning.llamacpp", "0.1.0", "lib", "net10.0", "EdgeReasoning.LlamaCpp.dll");
        NativeLibraryFiles files = NativeLibraryFiles.Find(null, null, "/nowhere", backend, assembly);
        Assert.That(Path.GetFullPath(files.Llama), Is.EqualTo(Path.GetFullPath(Path.Combine(package, "libllama.so"))));
    }

    [Test]
    public void Find_Nothing_ListsWhereItLooked() =>
        Assert.That(() => NativeLibraryFiles.Find(null, null, _folder.Path, LlamaBackend.Cpu), Throws.TypeOf<NativeLibraryException>()
            .With.Message.Contains("libllama*.so").And.Message.Contains(_folder.Path).And.Message.Contains(LlamaCppOptions.LibraryPathVariable));

    [Test]
    public void Find_ExplicitPathThatIsNotThere_DoesNotLookElsewhere()
    {
        Fill(NativeLibraryFiles.PackageFolders(_folder.Path, LlamaBackend.Cpu)[0], "libllama.so", "libggml.so");
        Assert.That(() => NativeLibraryFiles.Find("/nowhere/lib", null, _folder.Path, LlamaBackend.Cpu),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains("/nowhere/lib"));
    }

    [Test]
    public void Find_FolderWithoutGgml_IsRefused()
    {
        Fill(_folder.Path, "libllama.so");
        Assert.That(() => NativeLibraryFiles.Find(_folder.Path, null, "/nowhere", LlamaBackend.Cpu),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains("libggml"));
    }

    [Test]
    public void Load_FileThatIsNoLibrary_SaysWhich()
    {
        Fill(_folder.Path, "libllama.so", "libggml.so");
        NativeLibraryFiles files = NativeLibraryFiles.Find(_folder.Path, null, "/nowhere", LlamaBackend.Cpu);
        Assert.That(() => LoadedLibraries.Load(files), Throws.TypeOf<NativeLibraryException>().With.Message.Contains("libggml.so"));
    }

    private static void Fill(string folder, params string[] names)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in names) File.WriteAllText(Path.Combine(folder, name), "not a library");
    }
}
