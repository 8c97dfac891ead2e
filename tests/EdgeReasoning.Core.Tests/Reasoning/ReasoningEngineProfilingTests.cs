using EdgeReasoning.Performance;
using EdgeReasoning.Performance.Tests.Profiling;
using EdgeReasoning.Reasoning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineProfilingTests
{
    [Test]
    public async Task Profile_OfAnEngine_MeasuresItsModel()
    {
        TimedDevice device = new();
        await using ReasoningEngine engine = new(device.Model());
        ProfileRun run = await engine.ProfileAsync(device.Options(20));

        Assert.That(run.Profile.Model.Name, Is.EqualTo("timed"));
        Assert.That(run.Profile.Decode.SecondsPerStep, Is.EqualTo(TimedDevice.Base).Within(.1).Percent);
    }
}
