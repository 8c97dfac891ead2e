using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LLamaSharp.Native;
using LLama.Common;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests.Native;

public sealed class SharpPlacementTests
{
    private static readonly SharpDevice Cpu = new("CPU", "Cortex", IsGpu: false);
    private static readonly SharpDevice Cuda = new("CUDA", "Orin", IsGpu: true);

    [TestCase(0, null)]
    [TestCase(20, 20)]
    [TestCase(99, 28)]
    [TestCase(-1, 28)]
    public void Of_AGpuThatIsThere_TakesItForTheLayersAskedFor(int asked, int? offloaded)
    {
        SharpPlacement placement = SharpPlacement.Of([Cuda, Cpu], new ModelParams("m.gguf") { GpuLayerCount = asked }, layers: 28, backend: null);
        Assert.That(placement, Is.EqualTo(new SharpPlacement(asked == 0 ? Cpu : Cuda, offloaded)));
    }

    [Test]
    public void Of_NoGpu_IsOnTheCpuWhateverIsAskedFor() =>
        Assert.That(SharpPlacement.Of([Cpu], new ModelParams("m.gguf"), 28, null), Is.EqualTo(new SharpPlacement(Cpu, null)));

    [TestCase(LlamaBackend.Cpu, 20)]
    [TestCase(LlamaBackend.Cuda, 0)]
    [TestCase(LlamaBackend.Vulkan, 20)]
    public void Of_AnotherDeviceThanAskedFor_IsRefused(LlamaBackend backend, int layers) =>
        Assert.That(() => SharpPlacement.Of([Cuda, Cpu], new ModelParams("m.gguf") { GpuLayerCount = layers }, 28, backend),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains($"not by {backend}"));

    [Test]
    public void Of_NoDevice_IsRefused() =>
        Assert.That(() => SharpPlacement.Of([], new ModelParams("m.gguf"), 28, null), Throws.TypeOf<NativeLibraryException>().With.Message.Contains("no device"));
}
