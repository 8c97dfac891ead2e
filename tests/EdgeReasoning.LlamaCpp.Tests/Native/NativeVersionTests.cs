using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class NativeVersionTests
{
    [TestCase("0.4.0")]
    [TestCase("0.5.0")]
    [TestCase("0.5.0-dev")]
    public void Require_Supported_Passes(string version) => Assert.That(() => NativeVersion.Require(version, "libllama.so"), Throws.Nothing);

    [TestCase("")]
    [TestCase("0.3.9")]
    [TestCase("0.5.1")]
    [TestCase("0.50.0")]
    [TestCase("1.0.0-dev")]
    public void Require_Another_NamesFoundAndSupported(string version) =>
        Assert.That(() => NativeVersion.Require(version, "libllama.so"), Throws.TypeOf<NativeLibraryException>()
            .With.Message.Contains($"'{version}'").And.Message.Contains("0.4.0 and 0.5.0").And.Message.Contains("libllama.so"));
}
