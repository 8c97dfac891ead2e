using EdgeReasoning.Performance;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>What tegrastats prints: line by line, and as a log.</summary>
internal sealed class TegrastatsTarget() : TextTarget("tegrastats", Dictionary, ("[", "]"), ("(", ")"), ("@", ""), ("RAM 1/2MB ", ""), ("GR3D_FREQ 9% ", ""), ("CPU [1%@2,", "]"))
{
    private const string Dictionary = """
        RAM SWAP IRAM CPU EMC EMC_FREQ GR3D GR3D_FREQ GR3D_FREQ2 VIC_FREQ NVENC NVDEC NVJPG APE MTS AO AUX tj@54.25C CPU@-256C gpu@1e9C @C VDD_GPU_SOC VDD_IN POM_5V_IN 5440mW/5000mW 0mW/0mW 2532/2532 mW/ /mW 48578/54791MB 1/2kB (lfb 4x4MB) (lfb 99999999999x1kB) (cached 0MB) (lfb (cached [12%@2201,off,5%] [ ] , off 99%@[1300,1301] 0%@ @305 % 1e309% -5% NaN ∞
        11-22-2026 23:59:59 02-30-2024 00:00:00 12-31-9999 01-01-0001 \ud800 é
        """;

    public override long MostAllocated(byte[] input) => (1L << 20) + (1024L * input.Length);

    protected override string Run(string text)
    {
        int lines = 0, rails = 0;
        foreach (string line in text.Split('\n'))
        {
            if (!TegrastatsLine.TryParse(line, out TegrastatsLine? read)) continue;
            lines++;
            foreach (TegrastatsRail rail in read.Rails)
            {
                if (read.Watts(rail.Name) is not { } watts || !double.IsFinite(watts)) throw new InvalidOperationException($"a rail of {rail.Milliwatts} mW");
                rails++;
            }
        }

        return $"{Math.Min(lines, 3)} {Math.Min(rails, 9)} {Log(text, null)} {Log(text, TimeSpan.FromSeconds(1))}";
    }

    private static string Log(string text, TimeSpan? interval)
    {
        try
        {
            IReadOnlyList<PowerTrace> traces = TegrastatsLog.Read(new StringReader(text), interval);
            foreach (PowerTrace trace in traces)
            {
                trace.Integrate(TimeSpan.Zero, TimeSpan.FromSeconds(2));
            }

            return $"{Math.Min(traces.Count, 5)} traces";
        }
        catch (InvalidDataException refusal)
        {
            return refusal.Message;
        }
    }
}
