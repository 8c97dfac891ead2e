using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class PhysicalCoresTests
{
    [Test]
    public void Count_OfThisMachine_IsWithinItsProcessors() => Assert.That(PhysicalCores.Count, Is.InRange(1, Environment.ProcessorCount));

    [TestCase("0-3", 2)]
    [TestCase("0,2", 1)]
    [TestCase("0-1", 2)]
    [TestCase("3", 1)]
    public void CountLinux_SiblingThreads_CountOnce(string allowed, int expected)
    {
        // Four threads on two cores: 0 with 2, 1 with 3.
        using var folder = new TemporaryFolder();
        for (int cpu = 0; cpu < 4; cpu++)
        {
            string topology = Directory.CreateDirectory(Path.Combine(folder.Path, $"cpu{cpu}", "topology")).FullName;
            File.WriteAllText(Path.Combine(topology, "thread_siblings_list"), $"{cpu % 2},{cpu % 2 + 2}\n");
        }

        string status = folder.File("status", $"Name:\tx\nCpus_allowed_list:\t{allowed}\n");
        Assert.That(PhysicalCores.CountLinux(folder.Path, status), Is.EqualTo(expected));
    }

    [Test]
    public void CountLinux_NoTopology_IsUnknown()
    {
        using var folder = new TemporaryFolder();
        Assert.That(PhysicalCores.CountLinux(folder.Path, folder.File("status", "Cpus_allowed_list:\t0-1\n")), Is.Null);
        Assert.That(PhysicalCores.CountLinux(folder.Path, Path.Combine(folder.Path, "none")), Is.Null);
    }

    [TestCase("0", new[] { 0 })]
    [TestCase(" 0-2, 5 ,7-8\n", new[] { 0, 1, 2, 5, 7, 8 })]
    public void ParseList_Ranges_AreSpeltOut(string list, int[] expected) => Assert.That(PhysicalCores.ParseList(list), Is.EqualTo(expected));
}
