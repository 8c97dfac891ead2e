using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class FrontierChartTests
{
    private static readonly FrontierChartOptions<Drone> Options = new()
    {
        Title = "Light & far",
        Label = d => d.Name + " \"<1>\"",
        Reference = (1000.5, 0),
    };

    [Test]
    public void ToVegaLite_Drones_HasPointsStepsAreasAndHypervolume()
    {
        JsonElement chart = JsonDocument.Parse(new FrontierChart<Drone>(Drone.Frontier().Snapshot(), Options).ToVegaLite()).RootElement;
        JsonElement[][] rows = [.. chart.GetProperty("layer").EnumerateArray()
            .Select(layer => layer.GetProperty("data").GetProperty("values").EnumerateArray().ToArray())];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chart.GetProperty("$schema").GetString(), Does.Contain("vega-lite"));
            Assert.That(chart.GetProperty("title").GetString(), Is.EqualTo("Light & far"));

            // (350·6) + (300·12) + (100.5·20), up to 1000.5 g and 0 km.
            Assert.That(chart.GetProperty("usermeta").GetProperty("hypervolume").GetDouble(), Is.EqualTo(7710));
            Assert.That(Area(rows[0]), Is.EqualTo(7710));
            Assert.That(
                rows[1].Select(row => (row.GetProperty("x").GetDouble(), row.GetProperty("y").GetDouble())),
                Is.EqualTo(new[] { (250.0, 0.0), (250, 6), (600, 6), (600, 12), (900, 12), (900, 20), (1000.5, 20) }));
            Assert.That(rows[2].Select(row => row.GetProperty("status").GetString()), Is.EqualTo(new[] { "member", "dominated", "member", "member", "member" }));
            Assert.That(rows[2][0].GetProperty("label").GetString(), Is.EqualTo("Wren \"<1>\""));
            Assert.That(rows[3], Has.Length.EqualTo(4), "members have labels");
        }
    }

    [Test]
    public void ToVegaLite_TurnedAxes_CoversTheSameArea()
    {
        var frontier = new ParetoFrontier<Drone>(
            Objective.Maximize<Drone>("range", d => d.Kilometres), Objective.Minimize<Drone>("mass", d => d.Grams));
        frontier.AddRange(Drone.All);
        JsonElement chart = JsonDocument.Parse(
            new FrontierChart<Drone>(frontier.Snapshot(), new() { Reference = (0, 1000.5) }).ToVegaLite()).RootElement;
        JsonElement[] areas = [.. chart.GetProperty("layer")[0].GetProperty("data").GetProperty("values").EnumerateArray()];
        Assert.That(Area(areas), Is.EqualTo(7710));
    }

    [Test]
    public void ToSvg_Drones_IsAnXmlDocumentWithOneCircleEach()
    {
        XElement svg = XElement.Parse(new FrontierChart<Drone>(Drone.Frontier().Snapshot(), Options).ToSvg());
        XName Name(string local) => XName.Get(local, "http://www.w3.org/2000/svg");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(svg.Elements(Name("circle")).Count(), Is.EqualTo(5));
            Assert.That(svg.Elements(Name("rect")).Count(), Is.EqualTo(1 + 3), "the ground and three steps of the hypervolume");
            Assert.That(svg.Element(Name("polyline"))!.Attribute("points")!.Value.Split(' '), Has.Length.EqualTo(7));
            Assert.That(svg.Elements(Name("text")).Select(text => text.Value), Has.Member("Light & far").And.Member("Heron \"<1>\"").And.Member("range"));
        }
    }

    [Test]
    public void Writers_CommaCulture_WriteTheSame()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        var chart = new FrontierChart<Drone>(Drone.Frontier().Snapshot(), Options);
        (string json, string svg) = (chart.ToVegaLite(), chart.ToSvg());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.That(0.5.ToString(CultureInfo.CurrentCulture), Is.EqualTo("0,5"), "the culture is one with commas");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(chart.ToVegaLite(), Is.EqualTo(json).And.Contains("1000.5"));
                Assert.That(chart.ToSvg(), Is.EqualTo(svg));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Chart_NothingToShow_IsStillADocument()
    {
        var frontier = new ParetoFrontier<Drone>(Drone.Mass, Drone.Range);
        frontier.AddRange([new("Endless", 1, double.PositiveInfinity), new("Unknown", double.NaN, 1)]);
        var chart = new FrontierChart<Drone>(frontier.Snapshot(), new() { Reference = (10, 1) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chart.Hypervolume, Is.Zero, "what is infinite is not on the chart");
            Assert.That(JsonDocument.Parse(chart.ToVegaLite()).RootElement.GetProperty("layer").GetArrayLength(), Is.EqualTo(4));
            Assert.That(XElement.Parse(chart.ToSvg()).Elements().Any(), Is.True);
        }
    }

    [Test]
    public void Chart_NoReference_HasNoHypervolume()
    {
        var chart = new FrontierChart<Drone>(Drone.Frontier().Snapshot());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chart.Hypervolume, Is.Null);
            Assert.That(JsonDocument.Parse(chart.ToVegaLite()).RootElement.TryGetProperty("usermeta", out _), Is.False);
        }
    }

    [Test]
    public void Chart_BadInput_SaysWhatIsWrong()
    {
        FrontierSnapshot<Drone> snapshot = Drone.Frontier().Snapshot();
        var single = new ParetoFrontier<Drone>(Drone.Mass);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new FrontierChart<Drone>(single.Snapshot()), Throws.ArgumentException.With.Message.Contains("two different objectives"));
            Assert.That(() => new FrontierChart<Drone>(snapshot, new() { X = "range" }), Throws.ArgumentException.With.Message.Contains("two different objectives"));
            Assert.That(() => new FrontierChart<Drone>(snapshot, new() { X = "price" }), Throws.ArgumentException.With.Message.Contains("'price'"));
            Assert.That(() => new FrontierChart<Drone>(snapshot, new() { Reference = (double.NaN, 0) }), Throws.ArgumentException.With.Message.Contains("not finite"));
        }
    }

    private static double Area(JsonElement[] rows) => rows.Sum(row =>
        Math.Abs(row.GetProperty("x2").GetDouble() - row.GetProperty("x").GetDouble())
        * Math.Abs(row.GetProperty("y2").GetDouble() - row.GetProperty("y").GetDouble()));
}
