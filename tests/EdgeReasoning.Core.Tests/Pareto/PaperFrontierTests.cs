using System.Globalization;
using NUnit.Framework;

namespace EdgeReasoning.Pareto;

/// <summary>The frontier and the budget queries of the EdgeReasoning artifact (checks 25 and 26; see Data/NOTICE.md).</summary>
public sealed class PaperFrontierTests
{
    private sealed record Row(string Name, string Source, double Latency, double Energy, double Score);

    private static readonly Row[] Fixture = Read("pareto_fixture.csv", fields => new Row(
        fields[0], fields[1], Number(fields[2]), Number(fields[3]), Number(fields[4])));

    private static readonly Row[] Totals = Read("mmlu_redux_totals.csv", fields => new Row(
        fields[0] == "final_NR" ? fields[1] + " NR" : fields[1], fields[0], Number(fields[11]), Number(fields[12]), Number(fields[10])));

    private static readonly Objective<Row> Latency = Objective.Minimize<Row>("latency", row => row.Latency);
    private static readonly Objective<Row> Energy = Objective.Minimize<Row>("energy", row => row.Energy);
    private static readonly Objective<Row> Score = Objective.Maximize<Row>("score", row => row.Score);

    [Test]
    public void Members_ArtifactOnly_AreAllFour()
    {
        Row[] artifact = [.. Fixture.Where(row => row.Source == "artifact")];
        Assert.That(artifact, Has.Length.EqualTo(4));
        Assert.That(Frontier(artifact, Latency, Score), Is.EqualTo(artifact));
    }

    [Test]
    public void Members_Combined_AreTheSameByLatencyByEnergyAndByBoth()
    {
        string[] expected = ["DSR1-Qwen-14B NR", "Qwen2.5-7B direct*", "DSR1-Qwen-14B base*"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Frontier(Fixture, Latency, Score).Select(row => row.Name), Is.EqualTo(expected));
            Assert.That(Frontier(Fixture, Energy, Score).Select(row => row.Name), Is.EqualTo(expected));
            Assert.That(Frontier(Fixture, Latency, Energy, Score).Select(row => row.Name), Is.EqualTo(expected));
            Assert.That(Frontier(Fixture, Latency, Score).Select(row => row.Latency), Is.EqualTo(new[] { 34.2014, 0.6, 207.0 }).Within(1e-4));
            Assert.That(Frontier(Fixture, Energy, Score).Select(row => row.Energy), Is.EqualTo(new[] { 922.7449, 26.4, 2599.2 }).Within(1e-4));
        }
    }

    [Test]
    public void Members_ThirtyConfigurations_AreTheTwelveWithTheTie()
    {
        (string Name, double Latency, double Tokens)[] expected =
        [
            ("L1-Max-128t", 1.0192, 40.677), ("L1-Max-256t", 1.2133, 48.880), ("L1-Max-128t_NC", 1.3530, 54.318),
            ("L1-Max-256t_NC", 1.5515, 62.313), ("DSR1-Qwen-1.5B-128t", 2.2213, 91.46), ("DSR1-Qwen-1.5B-256t", 3.4677, 144.077),
            ("DSR1-Qwen-1.5B NR", 5.6437, 234.858), ("L1-Max", 7.5015, 312.64), ("L1-Max_base", 7.5015, 312.64),
            ("DSR1-Qwen-1.5B-256t_NC", 18.1748, 734.751), ("DSR1-Qwen-1.5B", 18.9239, 740.163), ("DSR1-Qwen-1.5B-128t_NC", 38.0013, 1474.016),
        ];
        Row[] front = [.. Frontier(Totals, Latency, Score).OrderBy(row => row.Latency)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Totals, Has.Length.EqualTo(30));
            Assert.That(front.Select(row => row.Name), Is.EqualTo(expected.Select(row => row.Name)));
            Assert.That(front.Select(row => row.Latency), Is.EqualTo(expected.Select(row => row.Latency)).Within(5e-5));
            Assert.That(front.Select(row => row.Score), Is.EqualTo(expected.Select(row => row.Tokens)).Within(5e-4));
        }
    }

    [TestCase(0.5, null)]
    [TestCase(1, null)]
    [TestCase(2, null)]
    [TestCase(5, "DSR1-Qwen-1.5B 128t")]
    [TestCase(10, "DSR1-Qwen-1.5B NR")]
    [TestCase(20, "DSR1-Llama-8B NR")]
    [TestCase(50, "DSR1-Qwen-14B NR")]
    [TestCase(300, "DSR1-Qwen-14B NR")]
    public void Best_ArtifactWithinLatency_IsTheExpected(double seconds, string? expected) =>
        Assert.That(
            Frontier(Fixture.Where(row => row.Source == "artifact"), Latency, Score).Best("score", row => row.Latency <= seconds)?.Name,
            Is.EqualTo(expected));

    [TestCase(0.5, null)]
    [TestCase(1, "Qwen2.5-7B direct*")]
    [TestCase(20, "Qwen2.5-7B direct*")]
    [TestCase(50, "DSR1-Qwen-14B NR")]
    [TestCase(60, "DSR1-Qwen-14B NR")]
    [TestCase(150, "DSR1-Qwen-14B NR")]
    [TestCase(300, "DSR1-Qwen-14B base*")]
    public void Best_CombinedWithinLatency_IsTheExpected(double seconds, string? expected) =>
        Assert.That(Frontier(Fixture, Latency, Score).Best("score", row => row.Latency <= seconds)?.Name, Is.EqualTo(expected));

    private static ParetoFrontier<Row> Frontier(IEnumerable<Row> rows, params Objective<Row>[] objectives)
    {
        var frontier = new ParetoFrontier<Row>(objectives);
        frontier.AddRange(rows);
        return frontier;
    }

    private static Row[] Read(string file, Func<string[], Row> parse) =>
        [.. File.ReadLines(GoldenVectors.PathOf(file)).Where(line => !line.StartsWith('#')).Skip(1).Select(line => parse(line.Split(',')))];

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
