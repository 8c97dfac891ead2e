using NUnit.Framework;

namespace EdgeReasoning.Docs.Scripting;

[NonParallelizable]
public sealed class ScriptSessionTests
{
    [Test]
    public async Task RunAsync_SeveralPieces_ShareTheirState()
    {
        await using var session = new ScriptSession(["System"]);
        await session.RunAsync("int a = 2;", "page.md", 1);
        await session.RunAsync("int Twice(int x) => 2 * x;", "page.md", 5);
        Assert.That(await session.RunAsync("Twice(a)", "page.md", 9), Is.EqualTo(4));
    }

    [Test]
    public async Task RunAsync_CodeThatDoesNotCompile_NamesFileAndLine()
    {
        await using var session = new ScriptSession(["System"]);
        Assert.That(() => session.RunAsync("int a = 2;\nint b = c;", "page.md", 7), Throws.TypeOf<ScriptFailedException>().With.Message.StartsWith("page.md(8,9): CS0103"));
    }

    [Test]
    public async Task RunAsync_CodeThatThrows_NamesFileAndLine()
    {
        await using var session = new ScriptSession(["System"]);
        Assert.That(() => session.RunAsync("int zero = 0;\nint b = 1 / zero;", "page.md", 7), Throws.TypeOf<ScriptFailedException>().With.Message.Contains("page.md:line 8"));
    }

    [Test]
    public async Task DisposeAsync_UsingDeclarations_AreDisposed()
    {
        var session = new ScriptSession(["System", "System.IO"]);
        await session.RunAsync("using var stream = new MemoryStream();\nawait using MemoryStream other = new();", "page.md", 7);
        object?[] streams = [await session.RunAsync("stream", "page.md", 9), await session.RunAsync("other", "page.md", 10)];
        Assert.That(streams, Is.All.Property(nameof(Stream.CanRead)).True);
        await session.DisposeAsync();
        Assert.That(streams, Is.All.Property(nameof(Stream.CanRead)).False);
    }
}
