namespace EdgeReasoning.Docs.Scripting;

/// <summary>
/// A folder of its own as the current one, with the files that the documentation speaks of: models under the names on the pages, which are
/// tiny ones here. Gone with what was written into it on disposal. The current folder is the process's, so its tests do not run beside others.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private static readonly string[] Models = ["model.gguf", "small.gguf", "large.gguf", "DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M.gguf"];

    private readonly string _before = Environment.CurrentDirectory;
    private readonly TextWriter _console = Console.Out;
    private readonly string _path = Directory.CreateTempSubdirectory("docs").FullName;

    /// <param name="console">What takes the console's place.</param>
    /// <param name="model">The file that stands for every model; null for a folder without any.</param>
    public WorkFolder(TextWriter console, string? model = null)
    {
        Environment.CurrentDirectory = _path;
        Console.SetOut(console);
        if (model is null) return;
        foreach (string name in Models) File.Copy(model, Path.Combine(_path, name));
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        Environment.CurrentDirectory = _before;
        Directory.Delete(_path, recursive: true);
    }
}
