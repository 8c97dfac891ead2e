using System.Text.Json;
using System.Xml.Linq;
using EdgeReasoning.Performance;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed class ReportChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void Charts_Example_AreAllFive() => Assert.That(
        Report.Charts(ExampleStudy.Create()).Select(chart => chart.Id), Is.EqualTo(new[] { "frontier", "tokens", "latency", "power", "votes" }));

    [Test]
    public void ToVegaLite_Frontier_HasDotsIntervalsStepsAndNumbers()
    {
        JsonElement chart = Specification(SmallStudy.Create(), "frontier");
        JsonElement[] layers = [.. chart.GetProperty("layer").EnumerateArray()];
        JsonElement[] dots = Rows(layers[^1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layers.Select(layer => layer.GetProperty("mark").GetProperty("type").GetString()), Is.EqualTo(new[] { "rule", "line", "text", "point" }));
            Assert.That(dots.Select(dot => (dot.GetProperty("x").GetDouble(), dot.GetProperty("y").GetDouble())), Is.EqualTo(new[] { (0.25, 0.5), (4, 0.75), (5, 0.25) }));
            Assert.That(dots.Select(dot => dot.GetProperty("color").GetString()), Is.EqualTo(new[] { "on the frontier", "on the frontier", "beaten by another" }));
            Assert.That(dots[0].GetProperty("detail0").GetString(), Is.EqualTo(SmallStudy.Hostile + ", limit 64, single"));
            Assert.That(layers[^1].GetProperty("encoding").GetProperty("tooltip")[0].GetProperty("title").GetString(), Is.EqualTo("configuration"));
            Assert.That(layers[^1].GetProperty("encoding").GetProperty("x").GetProperty("scale").GetProperty("type").GetString(), Is.EqualTo("log"));
            Assert.That(Rows(layers[0])[1].GetProperty("y").GetDouble(), Is.EqualTo(0.3006).Within(1e-4), "Wilson's interval of 3 in 4");
            Assert.That(Rows(layers[1]).Select(row => (row.GetProperty("x").GetDouble(), row.GetProperty("y").GetDouble())), Is.EqualTo(new[] { (0.25, 0.5), (4, 0.5), (4, 0.75) }));
            Assert.That(Rows(layers[2]).Select(row => row.GetProperty("label").GetString()), Is.EqualTo(new[] { "1", "2" }));
        }
    }

    [Test]
    public void ToSvg_EveryChart_IsAnXmlDocumentWithAShapeForEachDot()
    {
        Study study = ExampleStudy.Create();
        foreach (ReportChart chart in Report.Charts(study))
        {
            XElement svg = XElement.Parse(chart.ToSvg());
            Assert.That(svg.Elements(Svg + "path").Count(path => path.Element(Svg + "title") is not null), Is.EqualTo(chart.Id switch
            {
                "power" => 0,
                "latency" => 12,
                _ => study.Results.Count,
            }), chart.Id);
            Assert.That(chart.ToSvg(), Does.Not.Contain("NaN").And.Not.Contain("Infinity"), chart.Id);
            Assert.That(CommaCulture.Run(chart.ToSvg), Is.EqualTo(chart.ToSvg()));
            Assert.That(CommaCulture.Run(chart.ToVegaLite), Is.EqualTo(chart.ToVegaLite()));
        }
    }

    [Test]
    public void ToSvg_HostileName_IsWellFormed()
    {
        XElement svg = XElement.Parse(Report.Charts(SmallStudy.Create())[0].ToSvg());
        Assert.That(svg.Descendants(Svg + "title").Select(title => title.Value), Has.Some.Contain("<d> & *e*\ufffd"));
    }

    [Test]
    public void Frontier_SeveralDevices_HasOneChartEach()
    {
        Study study = SmallStudy.Create() with
        {
            Results = [SmallStudy.Result("a", 2, 1), SmallStudy.Result("a", 2, 9, device: "slow board"), SmallStudy.Result("b", 1, 10, device: "slow board")],
        };
        IReadOnlyList<ReportChart> charts = Report.Charts(study);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(charts.Select(chart => chart.Id), Is.EqualTo(new[] { "frontier", "frontier-2", "tokens" }));
            Assert.That(charts[1].Title, Is.EqualTo("Accuracy against time on slow board"));
            Assert.That(ResultRows.Of(study).Select(row => row.FrontierNumber), Is.EqualTo(new int?[] { 1, 1, null }), "the slow board has its own frontier");
        }
    }

    [Test]
    public void Frontier_TimeOfZero_IsOnALinearAxis()
    {
        Study study = SmallStudy.Create() with { Results = [SmallStudy.Result("a", 2, 0), SmallStudy.Result("b", 3, 1)] };
        JsonElement scale = Specification(study, "frontier").GetProperty("layer")[0].GetProperty("encoding").GetProperty("x").GetProperty("scale");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.TryGetProperty("type", out _), Is.False);
            Assert.That(Report.Charts(study)[0].ToSvg(), Does.Not.Contain("NaN").And.Not.Contain("Infinity"));
        }
    }

    [Test]
    public void Votes_SingleAndTwoVotes_AreOneLine()
    {
        Study study = SmallStudy.Create() with
        {
            Results =
            [
                SmallStudy.Result("a", 2, 1),
                SmallStudy.Result("a", 3, 2, samples: 4, timing: Provenance.Predicted),
                SmallStudy.Result("a", 4, 3, samples: 8, timing: Provenance.Predicted),
                SmallStudy.Result("b", 1, 1),
            ],
        };
        JsonElement[] layers = [.. Specification(study, "votes").GetProperty("layer").EnumerateArray()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rows(layers[^1]), Has.Length.EqualTo(3), "b takes no votes");
            Assert.That(Rows(layers.Single(layer => layer.GetProperty("mark").GetProperty("type").GetString() == "line")).Select(row => (row.GetProperty("x").GetDouble(), row.GetProperty("y").GetDouble())), Is.EqualTo(new[] { (1, 0.5), (4, 0.75), (8, 1.0) }));
        }
    }

    [Test]
    public void Latency_MeasuredAsPredicted_DiffersByNothing()
    {
        DeviceProfile profile = ArtifactCatalog.Profile(ArtifactModel.Llama8B);
        double seconds = profile.Latency().PredictSeconds(10, 40);
        Study study = SmallStudy.Create() with { Profiles = [profile], Results = [SmallStudy.Result(profile.Model.Name, 2, seconds), SmallStudy.Result("other", 2, 1)] };
        ReportChart chart = Report.Charts(study).Single(chart => chart.Id == "latency");
        JsonElement[] dots = Rows(Specification(study, "latency").GetProperty("layer").EnumerateArray().Last());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chart.Description, Does.Contain("after a prompt of 10 tokens").And.Contain("Over 4 questions").And.Contain("differ by 0.0 %"));
            Assert.That(dots, Has.Length.EqualTo(1));
            Assert.That((dots[0].GetProperty("x").GetDouble(), dots[0].GetProperty("y").GetDouble()), Is.EqualTo((40.0, seconds)));
        }
    }

    private static JsonElement Specification(Study study, string id) =>
        JsonDocument.Parse(Report.Charts(study).Single(chart => chart.Id == id).ToVegaLite()).RootElement;

    private static JsonElement[] Rows(JsonElement layer) => [.. layer.GetProperty("data").GetProperty("values").EnumerateArray()];
}
