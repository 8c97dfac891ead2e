using NUnit.Framework;

namespace EdgeReasoning.Docs.Notebooks;

public sealed class PackageDirectivesTests
{
    [Test]
    public void Resolve_PackagesOfOurs_LeavesTheOtherLinesWhereTheyWere() =>
        Assert.That(PackageDirectives.Resolve("#r \"nuget: EdgeReasoning.LlamaCpp, 0.1.0\"\n#r \"nuget:MathNet.Numerics\"\nint a;"), Is.EqualTo("\n\nint a;"));

    [TestCase("#r \"nuget: Some.Package\"", "Some.Package")]
    [TestCase("#r \"nuget: EdgeReasoning.Core, 9.9.9\"", "9.9.9")]
    public void Resolve_PackageThatIsNotKnown_IsRefused(string code, string named) =>
        Assert.That(() => PackageDirectives.Resolve(code), Throws.TypeOf<FormatException>().With.Message.Contains(named));
}
