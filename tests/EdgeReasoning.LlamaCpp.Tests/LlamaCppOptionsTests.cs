using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

public sealed class LlamaCppOptionsTests
{
    private static readonly LlamaCppOptions Default = new();

    [Test]
    public void Validate_Default_Passes() => Assert.That(Default.Validate, Throws.Nothing);

    private static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return Case(nameof(LlamaCppOptions.Backend), Default with { Backend = (LlamaBackend)9 });
        yield return Case(nameof(LlamaCppOptions.SplitMode), Default with { SplitMode = (LlamaSplitMode)9 });
        yield return Case(nameof(LlamaCppOptions.KeyType), Default with { KeyType = (KvType)4 });
        yield return Case(nameof(LlamaCppOptions.FlashAttention), Default with { FlashAttention = (LlamaFlashAttention)2 });
        yield return Case(nameof(LlamaCppOptions.LibraryPath), Default with { LibraryPath = "" });
        yield return Case(nameof(LlamaCppOptions.GpuLayers), Default with { Backend = LlamaBackend.Cuda, GpuLayers = -1 });
        yield return Case(nameof(LlamaCppOptions.GpuLayers), Default with { GpuLayers = 1 });
        yield return Case(nameof(LlamaCppOptions.MainDevice), Default with { MainDevice = -1 });
        yield return Case(nameof(LlamaCppOptions.Threads), Default with { Threads = 0 });
        yield return Case(nameof(LlamaCppOptions.BatchThreads), Default with { BatchThreads = 513 });
        yield return Case(nameof(LlamaCppOptions.TensorSplit), Default with { TensorSplit = [] });
        yield return Case(nameof(LlamaCppOptions.TensorSplit), Default with { TensorSplit = [0, 0] });
        yield return Case(nameof(LlamaCppOptions.TensorSplit), Default with { TensorSplit = [1, float.NaN] });
        yield return Case(nameof(LlamaCppOptions.ValueType), Default with { ValueType = KvType.Q8_0, FlashAttention = LlamaFlashAttention.Off });
    }

    [TestCaseSource(nameof(OutOfRange))]
    public void LoadAsync_OptionOutOfRange_IsRefusedAtTheCall(string name, LlamaCppOptions options) =>
        Assert.That(() => { _ = LlamaCppModel.LoadAsync("any.gguf", options); },
            Throws.InstanceOf<ArgumentException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo(name).And.Message.Contains(name));

    private static TestCaseData Case(string name, LlamaCppOptions options) => new(name, options);
}
