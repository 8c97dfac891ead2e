namespace EdgeReasoning.Performance.Tests.Meters;

/// <summary>A directory that stands for <c>/</c>, filled for one test and removed after it.</summary>
internal sealed class SystemTree : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("edge-reasoning-").FullName;

    public SystemFiles Files => new(_root);

    public SystemTree Add(string path, string text)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public void Remove(string path) => File.Delete(Path.Combine(_root, path));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
