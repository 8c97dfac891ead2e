using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Meters;

public sealed class TegrastatsTests
{
    private static readonly JsonElement Example = SweepData.Json("tegrastats_example.json");

    /// <summary>Lines in the formats of several JetPacks and boards.</summary>
    private static readonly string[] Variants =
    [
        Example.GetProperty("line").GetString()!,
        "RAM 2448/3964MB (lfb 4x4MB) SWAP 0/1982MB (cached 0MB) IRAM 0/252kB(lfb 252kB) CPU [19%@518,7%@518,off,off] EMC_FREQ 8%@1600 GR3D_FREQ 0%@76 VIC_FREQ 0%@115 APE 25 PLL@28C CPU@31.5C PMIC@100C GPU@29.5C AO@37.5C thermal@30.5C POM_5V_IN 2532/2698 POM_5V_GPU 80/79 POM_5V_CPU 364/478",
        "01-05-2024 10:00:01 RAM 5023/15388MB (lfb 22x4MB) CPU [1%@729,0%@729,off,off] EMC_FREQ 2%@[665,3199] GR3D_FREQ 0%@[305] GR3D2_FREQ 7%@[611] VIC off NVDEC off NVJPG off APE 174 CV0@-256C CPU@47.2C VDD_IN 3784mW/3784mW VDD_CPU_GPU_CV 480mW/480mW",
        "RAM 1000/8000MB CPU [10%,12%] GR3D_FREQ 33% MTS fg 0% bg 1% tj@40C",
    ];

    [Test]
    public void TryParse_TheExample_ReadsEveryFieldOfIt()
    {
        Assert.That(TegrastatsLine.TryParse(Variants[0], out TegrastatsLine? line), Is.True);
        JsonElement parsed = Example.GetProperty("parsed");
        TegrastatsMemory ram = line!.Memories[0], swap = line.Memories[1];

        Assert.Multiple(() =>
        {
            Assert.That(line.Timestamp, Is.EqualTo(new DateTime(2025, 6, 27, 18, 22, 42)));
            Assert.That(ram, Is.EqualTo(new TegrastatsMemory("RAM", Megabytes("ram_used_mb"), Megabytes("ram_total_mb"), 4, 4L << 20, null)));
            Assert.That(swap, Is.EqualTo(new TegrastatsMemory("SWAP", Megabytes("swap_used_mb"), Megabytes("swap_total_mb"), null, null, 0)));
            Assert.That(line.Cores.Select(core => core.Percent), Is.EqualTo(new double?[] { 12, 0, null, 100 }));
            Assert.That(line.Cores[3].Megahertz, Is.EqualTo(new[] { 729.0 }));
            Assert.That(line.Cores[2].IsOff, Is.True);
            Assert.That(line.Gpus.Single().Percent, Is.EqualTo(99));
            Assert.That(line.Gpus.Single().Megahertz, Is.EqualTo(new[] { 1300.0, 1301.0 }));
            Assert.That(line.MemoryController!.Percent, Is.EqualTo(45), "the artifact's parser loses it");
            Assert.That(line.MemoryController.Megahertz, Is.EqualTo(new[] { 3199.0 }));
            Assert.That(line.Engines.Single(), Has.Property("Name").EqualTo("NVDEC").And.Property("IsOff").True);
            Assert.That(line.Temperatures["cpu"], Is.EqualTo(50.5));
            Assert.That(line.Temperatures["tj"], Is.EqualTo(54.25));
            Assert.That(line.Rails, Is.EqualTo(new[]
            {
                new TegrastatsRail("VDD_GPU_SOC", 26098, 13573), new TegrastatsRail("VDD_CPU_CV", 1204, 1100), new TegrastatsRail("VIN_SYS_5V0", 5440, 5000),
            }));
            Assert.That(line.Watts("vdd_gpu_soc"), Is.EqualTo(26.098).Within(1e-12));
            Assert.That(line.Watts("VDD_NONE"), Is.Null);
        });

        long Megabytes(string name) => parsed.GetProperty(name).GetInt64() << 20;
    }

    [Test]
    public void TryParse_Nano_HasRailsWithoutUnitsAndSmallMemory()
    {
        TegrastatsLine line = Parse(Variants[1]);

        Assert.Multiple(() =>
        {
            Assert.That(line.Timestamp, Is.Null);
            Assert.That(line.Memories.Single(memory => memory.Name == "IRAM"), Is.EqualTo(new TegrastatsMemory("IRAM", 0, 252 << 10, 1, 252 << 10, null)));
            Assert.That(line.Rails[0], Is.EqualTo(new TegrastatsRail("POM_5V_IN", 2532, 2698)));
            Assert.That(line.Rails, Has.Count.EqualTo(3));
            Assert.That(line.Cores.Count(core => core.IsOff), Is.EqualTo(2));
            Assert.That(line.Engines.Single(engine => engine.Name == "APE").Megahertz, Is.EqualTo(new[] { 25.0 }));
            Assert.That(line.Temperatures, Has.Count.EqualTo(6));
            Assert.That(line.Gpus.Single().Megahertz, Is.EqualTo(new[] { 76.0 }));
        });
    }

    [Test]
    public void TryParse_NewerVariants_ReadsListsSeveralGpusAndSensorsThatAreOff()
    {
        TegrastatsLine line = Parse(Variants[2]);

        Assert.Multiple(() =>
        {
            Assert.That(line.MemoryController!.Megahertz, Is.EqualTo(new[] { 665.0, 3199.0 }));
            Assert.That(line.Gpus.Select(gpu => (gpu.Name, gpu.Percent)), Is.EqualTo(new (string, double?)[] { ("GR3D_FREQ", 0), ("GR3D2_FREQ", 7) }));
            Assert.That(line.Engines.Where(engine => engine.IsOff).Select(engine => engine.Name), Is.EqualTo(new[] { "VIC", "NVDEC", "NVJPG" }));
            Assert.That(line.Temperatures["CV0"], Is.Null, "−256 is a sensor that is off");
            Assert.That(line.Temperatures["CPU"], Is.EqualTo(47.2));
            Assert.That(line.Watts("VDD_IN"), Is.EqualTo(3.784).Within(1e-12));
        });
    }

    [Test]
    public void TryParse_WithoutClocks_StillReadsTheLoad()
    {
        TegrastatsLine line = Parse(Variants[3]);

        Assert.That(line.Cores.Select(core => core.Percent), Is.EqualTo(new double?[] { 10, 12 }));
        Assert.That(line.Gpus.Single(), Has.Property("Percent").EqualTo(33).And.Property("Megahertz").Empty);
        Assert.That(line.Temperatures["tj"], Is.EqualTo(40));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("hello world")]
    [TestCase("06-27-2025 18:22:42")]
    public void TryParse_NotALine_IsRefused(string? text)
        => Assert.That(TegrastatsLine.TryParse(text, out _), Is.False);

    [Test]
    public void TryParse_EndlessLine_IsRefused()
        => Assert.That(TegrastatsLine.TryParse(new string('A', TegrastatsLine.MaxLength) + " VDD_IN 1mW/1mW", out _), Is.False);

    /// <summary>A hundred thousand mutations of real lines, from a fixed seed: no exception, and nothing that is not a number.</summary>
    [Test]
    public void TryParse_HostileLines_NeverThrowsNorYieldsNonsense()
    {
        const string alphabet = "0123456789%@[](),/xmWMBkC-+.eE offNaNInfinity∞\0\t\n\u00e9\ud83d\ude00";
        Random random = new(20260115);
        int parsed = 0;
        for (int i = 0; i < 100_000; i++)
        {
            List<char> text = [.. Variants[random.Next(Variants.Length)]];
            for (int edits = random.Next(1, 12); edits > 0 && text.Count > 0; edits--)
            {
                int at = random.Next(text.Count);
                switch (random.Next(5))
                {
                    case 0: text[at] = alphabet[random.Next(alphabet.Length)]; break;
                    case 1: text.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
                    case 2: text.RemoveRange(at, Math.Min(text.Count - at, random.Next(1, 20))); break;
                    case 3: text.InsertRange(at, text.GetRange(at, Math.Min(text.Count - at, random.Next(1, 40)))); break;
                    default: text.InsertRange(at, new string('9', random.Next(1, 400))); break;
                }
            }

            string line = new([.. text]);
            if (TegrastatsLine.TryParse(line, out TegrastatsLine? result))
            {
                parsed++;
                bool sane = result.Rails.All(rail => double.IsFinite(rail.Milliwatts) && rail.Milliwatts >= 0 && double.IsFinite(rail.AverageMilliwatts))
                    && result.Cores.Concat(result.Gpus).Concat(result.Engines).All(unit => unit.Percent is null or >= 0 && unit.Megahertz.All(double.IsFinite))
                    && result.Temperatures.Values.All(degrees => degrees is null or > -256 and <= 1000)
                    && result.Memories.All(memory => memory.UsedBytes >= 0 && memory.TotalBytes >= 0);
                Assert.That(sane, Is.True, line);
            }
        }

        Assert.That(parsed, Is.GreaterThan(90_000), "most mutations leave something to read");
    }

    [Test]
    public void Log_WithInterval_PlacesLinesAndBecomesATracePerRail()
    {
        string log = string.Join('\n', Enumerable.Range(0, 21).Select(i => i == 5 ? "garbage" : $"RAM 1/2MB CPU [1%@1] VDD_IN {(i < 10 ? 4000 : 24000)}mW/1mW VDD_SOC 1000mW/1mW"));
        IReadOnlyList<PowerTrace> traces = TegrastatsLog.Read(new StringReader(log), TimeSpan.FromSeconds(.1));

        Assert.Multiple(() =>
        {
            Assert.That(traces.Select(trace => trace.Rail), Is.EqualTo(new[] { "VDD_IN", "VDD_SOC" }));
            Assert.That(traces[0].Samples, Has.Count.EqualTo(20));
            Assert.That(traces[0].Integrate(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)).Joules, Is.EqualTo(24).Within(1e-9));
            Assert.That(traces[1].Integrate(TimeSpan.Zero, TimeSpan.FromSeconds(2)).Joules, Is.EqualTo(2).Within(1e-9));
        });
    }

    [Test]
    public void Log_WithPrintedTimes_TakesThem()
    {
        string log = string.Join('\n', new[] { 58, 59, 60, 61 }.Select(second => $"06-27-2025 18:{21 + (second / 60):00}:{second % 60:00} VDD_IN {second * 100}mW/1mW"));
        PowerTrace trace = TegrastatsLog.Read(new StringReader(log)).Single();

        Assert.That(trace.Period, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(trace.Integrate(TimeSpan.Zero, TimeSpan.FromSeconds(3)).Joules, Is.EqualTo(5.85 + 5.95 + 6.05).Within(1e-9));
    }

    [TestCase("VDD_IN 1mW/1mW\nVDD_IN 1mW/1mW", "no time")]
    [TestCase("06-27-2025 18:22:42 VDD_IN 1mW/1mW\n06-27-2025 18:22:42 VDD_IN 1mW/1mW", "do not advance")]
    public void Log_WithoutUsableTimes_AsksForTheInterval(string log, string message)
        => Assert.That(() => TegrastatsLog.Read(new StringReader(log)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message).And.Message.Contains("interval"));

    [Test]
    public void Log_Empty_HasNoRails() => Assert.That(TegrastatsLog.Read(new StringReader("")), Is.Empty);

    [Test]
    public async Task PowerMeter_LiveStream_GivesTheNewestLineUntilItIsStaleOrEnds()
    {
        ManualTime time = new();
        using LineFeed feed = new();
        await using TegrastatsPowerMeter meter = new(feed, "VDD_IN", TimeSpan.FromSeconds(1), time);
        PowerSample before = meter.Read();
        feed.Write("VDD_IN 3784mW/3784mW");
        await feed.WaitUntilReadAsync();
        PowerSample fresh = meter.Read();
        time.Advance(TimeSpan.FromSeconds(6));
        PowerSample stale = meter.Read();
        feed.Write("VDD_OTHER 3784mW/3784mW");
        await feed.WaitUntilReadAsync();
        PowerSample vanished = meter.Read();
        feed.Write(null);
        await meter.Completion;

        Assert.Multiple(() =>
        {
            Assert.That(before.HasValue, Is.False);
            Assert.That(fresh, Is.EqualTo(new PowerSample(TimeSpan.FromSeconds(100), 3.784, null)));
            Assert.That(stale.HasValue, Is.False);
            Assert.That(vanished.HasValue, Is.False);
            Assert.That(meter.Read().HasValue, Is.False);
        });
    }

    private static TegrastatsLine Parse(string text)
    {
        Assert.That(TegrastatsLine.TryParse(text, out TegrastatsLine? line), Is.True, text);
        return line!;
    }
}
