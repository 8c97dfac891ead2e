using EdgeReasoning.Fuzz.Running;
using EdgeReasoning.Fuzz.Targets;
using NUnit.Framework;

namespace EdgeReasoning.Fuzz;

/// <summary>A short cut of every fuzzer: the first inputs of a seed, the same ones every time.</summary>
public sealed class FuzzTargetTests
{
    private const int Seed = 20_261_122;

    // As many as take a few seconds altogether.
    [TestCase("gguf", 5000, 40)]
    [TestCase("template", 2000, 20)]
    [TestCase("extractors", 1000, 5)]
    [TestCase("tegrastats", 3000, 3)]
    [TestCase("study", 2000, 20)]
    [TestCase("server-json", 2000, 50)]
    [TestCase("schema", 2000, 30)]
    [TestCase("tool-calls", 2000, 5)]
    public void Execute_ShortCut_FindsNothing(string name, int inputs, int outcomes)
    {
        using FuzzTarget target = FuzzTargets.Create(name);
        FuzzReport report = new FuzzRun(target, inputs, Seed).Execute();
        TestContext.Out.WriteLine(report);
        Assert.That(report.Findings.Select(finding => $"seed {finding.Seed}: {finding.What}"), Is.Empty);
        Assert.That(report.Inputs, Is.EqualTo(inputs));
        Assert.That(report.Outcomes, Has.Count.GreaterThanOrEqualTo(outcomes), "inputs that all end alike test little");
    }

    [Test]
    public void Names_AreAllTested() =>
        Assert.That(FuzzTargets.Names, Is.EquivalentTo(new[] { "gguf", "template", "extractors", "tegrastats", "study", "server-json", "schema", "tool-calls" }));

    [Test]
    public void Make_SameSeed_MakesTheSameInput([ValueSource(typeof(FuzzTargets), nameof(FuzzTargets.Names))] string name)
    {
        using FuzzTarget target = FuzzTargets.Create(name);
        for (int seed = 0; seed < 50; seed++)
        {
            byte[] once = target.Make(new Random(seed)), again = target.Make(new Random(seed));
            Assert.That(again, Is.EqualTo(once));
        }
    }

    /// <summary>The corpus has every input in it that a fuzzer found once.</summary>
    [Test]
    public void Run_SavedInputs_EndAsDocumented([ValueSource(typeof(FuzzTargets), nameof(FuzzTargets.Names))] string name)
    {
        using FuzzTarget target = FuzzTargets.Create(name);
        Assert.That(target.Saved, Is.Not.Empty);
        foreach (byte[] input in target.Saved) Assert.That(() => target.Run(input), Throws.Nothing);
    }

    [Test]
    public void Run_SavedModels_AreAcceptedButForTheOneWithoutWeights()
    {
        using FuzzTarget target = FuzzTargets.Create("gguf");
        Assert.That(target.Saved.Select(target.Run).Count(outcome => outcome.StartsWith("accepted", StringComparison.Ordinal)), Is.EqualTo(target.Saved.Count - 1));
    }

    /// <summary>A fuzzer that cannot find anything would pass as well.</summary>
    [TestCase(0, "boom")]
    [TestCase(1, "are allowed")]
    public void Execute_TargetThatErrs_FindsIt(int kind, string what)
    {
        using var target = new ErringTarget(kind);
        FuzzReport report = new FuzzRun(target, 100, 7).Execute();
        Assert.That(report.Findings, Has.Count.EqualTo(1), "one of a kind");
        Assert.That(report.Findings[0].What, Does.Contain(what));
        Assert.That(target.Make(new Random(report.Findings[0].Seed)), Is.EqualTo(report.Findings[0].Input), "its seed repeats it");
    }

    private sealed class ErringTarget(int kind) : FuzzTarget("erring")
    {
        public override IReadOnlyList<byte[]> Saved => [];

        public override long MostAllocated(byte[] input) => (1 << 16) + input.Length;

        public override byte[] Make(Random random)
        {
            var input = new byte[32];
            random.NextBytes(input);
            return input;
        }

        public override string Run(byte[] input)
        {
            if (input[0] >= 64) return "fine";
            if (kind == 0) throw new InvalidCastException("boom");
            return new string('x', 1 << 16);
        }
    }
}
