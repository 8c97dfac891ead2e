using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Performance;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>Profiles the tiny model on real llama.cpp. No time is asserted.</summary>
public sealed class ProfilingTests
{
    [Test]
    public async Task Profile_TinyModelInASecond_PredictsPositiveTimes()
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });
        ProfileRun run = await DeviceProfiler.ProfileAsync(model, new ProfilerOptions { TimeBudget = TimeSpan.FromSeconds(1) });
        DeviceProfile profile = DeviceProfile.FromJson(run.Profile.ToJson());

        Assert.Multiple(() =>
        {
            Assert.That(profile.Backend.Library, Is.EqualTo("llama.cpp"));
            Assert.That(profile.For(run.Measurements.Backend), Is.SameAs(profile));
            foreach (KvLayout layout in Enum.GetValues<KvLayout>())
            {
                foreach (int sequences in new[] { 1, 5, 16 })
                    Assert.That(profile.Latency(layout).Predict(60, 40, sequences).Value, Is.GreaterThan(0).And.LessThan(60));
            }

            Assert.That(profile.FasterLayout(16, 60, 40), Is.Not.Null);
            Assert.That(profile.Memory!.WeightBytes, Is.EqualTo(model.Info.SizeBytes));
            Assert.That(run.Measurements.References, Is.Not.Empty);
        });
    }
}
