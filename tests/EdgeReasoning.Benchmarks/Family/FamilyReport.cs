using System.Globalization;
using System.Text;
using EdgeReasoning.Pareto;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>The measurements as the tables and the picture of the model card.</summary>
internal sealed class FamilyReport(IReadOnlyList<Measurement> measurements)
{
    private static readonly Objective<Measurement> s_compute = Objective.Minimize<Measurement>("generated tokens × million parameters", m => m.MeanGenerated * m.Parameters / 1e6);
    private static readonly Objective<Measurement> s_bytes = Objective.Minimize<Measurement>("bytes of the model", m => m.FileBytes);
    private static readonly string[] s_sizes = ["small", "middle", "large"];

    public string ToMarkdown(int[] cuts, int[] asked)
    {
        var text = new StringBuilder();
        Table(text, "model|parameters|file|open form|four choices|thinking tokens, mean", measurements.Where(m => m.Setting == "open").Select(m =>
            Row($"{m.Model} {m.Quantization}|{m.Parameters / 1e6:0.00} M|{m.FileBytes / 1e6:0.00} MB|{Percent(m)}|{Percent(Find(m, "choice"))}|{m.MeanThinking:0}")));
        Table(text, $"reasoner|{string.Join('|', cuts.Select(cut => $"cut at {cut}"))}|not cut", s_sizes.Select(size =>
            $"{size}|{string.Join('|', cuts.Select(cut => Percent(Find($"reasoner-{size}", $"cut at {cut}"))))}|{Percent(Find($"reasoner-{size}", "open"))}"));
        Table(text, "N|budgeted, asked for N|its thinking, median|traces above N|reasoner-middle cut at N|McNemar's p", asked.Select(n => Asked(n)));
        Table(text, "reasoner|questions|one sample|majority of 16|McNemar's p|tokens for a question", s_sizes.Select(Vote).OfType<string>());
        Table(text, "reasoner|as it is|\"Wait\" once|only then right|only before|McNemar's p", s_sizes.Select(Wait).OfType<string>());
        Table(text, "accuracy against|no other beats", new[] { s_compute, s_bytes }.Select(cost =>
            $"{cost.Name}|{string.Join("; ", Frontier(cost).Members.OrderBy(cost.ValueOf).Select(m => $"{m.Model} {m.Setting}"))}"));
        return text.ToString();
    }

    /// <summary>Accuracy over the compute of a question, and which configurations no other beats.</summary>
    public string ToSvg() => new FrontierChart<Measurement>(Frontier(s_compute), new FrontierChartOptions<Measurement>
    {
        Title = "The tiny models on StoryMath: accuracy over compute",
        Label = m => $"{m.Model}, {m.Setting}",
    }).ToSvg();

    private FrontierSnapshot<Measurement> Frontier(Objective<Measurement> cost)
    {
        var frontier = new ParetoFrontier<Measurement>(cost, Objective.Maximize<Measurement>("accuracy, %", m => 100 * m.Accuracy));
        frontier.AddRange(measurements.Where(m => m.Quantization == "F16" && m.Setting != "choice"));
        return frontier.Snapshot();
    }

    private string Asked(int n)
    {
        Measurement? budgeted = Find("budgeted-middle", $"asked for {n}"), cut = Find("reasoner-middle", $"cut at {n}");
        if (budgeted is null || cut is null) return $"{n}|||||";
        McNemarResult test = Paired(budgeted.Right, cut.Right);
        return Row($"{n}|{Percent(budgeted)}|{budgeted.MedianThinking:0}|{100 * budgeted.ShareAboveAsked:0.0} %|{Percent(cut)}|{test.PValue:0.0e+0}");
    }

    private string? Vote(string size)
    {
        if (Find($"reasoner-{size}", "majority of 16") is not { } vote) return null;
        McNemarResult test = Paired(vote.Right, vote.FirstRight);
        return Row($"{size}|{vote.Questions}|{100.0 * vote.FirstRight.Count(right => right == '1') / vote.Questions:0.0} %|{Percent(vote)}|{test.PValue:0.0e+0}|{vote.MeanGenerated:0}");
    }

    private string? Wait(string size)
    {
        if (Find($"reasoner-{size}", "Wait once") is not { } wait || Find($"reasoner-{size}", "open") is not { } plain) return null;
        McNemarResult test = Paired(wait.Right, plain.Right);
        return Row($"{size}|{Percent(plain)}|{Percent(wait)}|{test.OnlyFirst}|{test.OnlySecond}|{test.PValue:0.000}");
    }

    private Measurement? Find(Measurement like, string setting) =>
        measurements.FirstOrDefault(m => m.Model == like.Model && m.Quantization == like.Quantization && m.Setting == setting);

    private Measurement? Find(string model, string setting) =>
        measurements.FirstOrDefault(m => m.Model == model && m.Quantization == "F16" && m.Setting == setting);

    private static McNemarResult Paired(string first, string second) => McNemar.Exact([.. first.Select(right => right == '1')], [.. second.Select(right => right == '1')]);

    private static string Percent(Measurement? m) => m is null ? "" : Row($"{100 * m.Accuracy:0.0} % ({100 * m.Lower:0.0} to {100 * m.Upper:0.0})");

    private static string Row(FormattableString row) => row.ToString(CultureInfo.InvariantCulture);

    private static void Table(StringBuilder text, string head, IEnumerable<string> rows)
    {
        string[] cells = head.Split('|');
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("--:|", cells.Length - 1))}");
        foreach (string row in rows) text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Replace("|", " | ", StringComparison.Ordinal)} |");
        text.AppendLine();
    }
}
