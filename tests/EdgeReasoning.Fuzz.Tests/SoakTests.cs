using EdgeReasoning.Fuzz.Soak;
using NUnit.Framework;

namespace EdgeReasoning.Fuzz;

/// <summary>A cut of the soak: what it finds is not a matter of time, and neither is whether it passes.</summary>
[NonParallelizable]
public sealed class SoakTests
{
    [Test]
    public async Task ExecuteAsync_Cut_LosesMixesUpAndLeaksNothing()
    {
        List<string> lines = [];
        bool clean = await SoakRun.ExecuteAsync(TimeSpan.FromSeconds(20), seed: 1, lines.Add);
        Assert.That(clean, Is.True, string.Join('\n', lines));
        Assert.That(lines[^1], Does.Contain("answered"));
    }

    [Test]
    public void Leaks_OfWhatHasGrown_AreNamed()
    {
        SoakLevels start = new(0, 100, 20, 10 << 20, 100 << 20);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(start.Leaks(start), Is.Empty);
            Assert.That((start with { Contexts = 1 }).Leaks(start), Has.One.Contains("native contexts"));
            Assert.That((start with { Handles = 200 }).Leaks(start), Has.One.Contains("handles"));
            Assert.That((start with { Threads = 900 }).Leaks(start), Has.One.Contains("threads"));
            Assert.That((start with { ManagedBytes = 40 << 20 }).Leaks(start), Has.One.Contains("managed"));
            Assert.That((start with { WorkingSetBytes = 400 << 20 }).Leaks(start), Has.One.Contains("resident"));
        }
    }
}
