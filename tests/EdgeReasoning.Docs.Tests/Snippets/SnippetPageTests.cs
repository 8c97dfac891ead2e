using NUnit.Framework;

namespace EdgeReasoning.Docs.Snippets;

public sealed class SnippetPageTests
{
    [Test]
    public void Read_BlocksOfSeveralKinds_KeepsThoseOfCSharpWithTheirLines()
    {
        SnippetPage page = SnippetPage.Read("page.md", ["# Title", "```", "shell", "```", "<!-- snippet: compile -->", "```csharp", "int a = 1;", "int b;", "```", "```csharp", "a++;", "```"]);
        Assert.That(page.Snippets, Is.EqualTo(new[]
        {
            new Snippet("int a = 1;\nint b;", 7, SnippetKind.Compile),
            new Snippet("a++;", 11, SnippetKind.Run),
        }));
    }

    [Test]
    public void Read_UnknownKind_IsRefused() =>
        Assert.That(() => SnippetPage.Read("page.md", ["<!-- snippet: maybe -->", "```csharp", "```"]), Throws.TypeOf<FormatException>().With.Message.Contains("'maybe'"));

    [Test]
    public void Read_BlockWithoutEnd_IsRefused() =>
        Assert.That(() => SnippetPage.Read("page.md", ["```csharp", "int a;"]), Throws.TypeOf<FormatException>());

    [Test]
    public void Script_Fragment_MakesOptionsOfEachLine() =>
        Assert.That(new Snippet("Scaling = A()   // first\nScaling = B()", 1, SnippetKind.Fragment).Script, Is.EqualTo("_ = new ReasoningOptions { Scaling = A() };\n_ = new ReasoningOptions { Scaling = B() };"));

    [Test]
    public void Script_BodyLeftOut_IsEmpty() =>
        Assert.That(new Snippet("foreach (var x in y) { … }", 1, SnippetKind.Run).Script, Is.EqualTo("foreach (var x in y) { }"));
}
