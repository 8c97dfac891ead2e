using EdgeReasoning.Evaluation;
using EdgeReasoning.Testing;
using Microsoft.Playwright;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed class ReportPageTests
{
    private static readonly Study Example = ExampleStudy.Create();

    // For the tests that leave the page as it is, but for the order of its table.
    private OpenReport report = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => report = await OpenReport.OpenAsync(Example);

    [OneTimeTearDown]
    public async Task CloseAsync() => await report.DisposeAsync();

    [Test]
    public async Task Page_Example_DrawsEveryChartWithoutComplaintOrRequest()
    {
        foreach (ReportChart chart in Report.Charts(Example))
        {
            ILocator drawing = report.Page.Locator($"[data-chart={chart.Id}] .live svg.marks");
            LocatorBoundingBoxResult? box = await drawing.BoundingBoxAsync();
            Assert.That(box, Is.Not.Null, chart.Id);
            Assert.That((box!.Width, box.Height), Is.GreaterThan((300f, 200f)), chart.Id);
            Assert.That(await drawing.Locator(".role-mark path[d]").CountAsync(), Is.GreaterThan(0), chart.Id);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Dots(report).CountAsync(), Is.EqualTo(Example.Results.Count), "a dot for each configuration");
            Assert.That(report.Complaints, Is.Empty);
            Assert.That(report.Requests, Has.Count.EqualTo(1).And.All.StartsWith("file:"), "the page itself");
        }
    }

    [Test]
    public async Task Page_ScriptThatIsNotItsOwn_IsRefused()
    {
        await using OpenReport own = await OpenReport.OpenAsync(Example);
        await own.Page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.intruder = 1'; document.body.append(s); fetch('https://example.org/').catch(() => {}); }");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await own.Page.EvaluateAsync<bool>("() => 'intruder' in window"), Is.False);
            Assert.That(own.Complaints, Has.Some.Contain("Content Security Policy"));
        }
    }

    [Test]
    public async Task Hover_Dot_NamesItsConfiguration()
    {
        await Dots(report).First.HoverAsync(new() { Force = true });
        ILocator tooltip = report.Page.Locator("#vg-tooltip-element.visible");
        await tooltip.WaitForAsync();
        string text = await tooltip.InnerTextAsync();
        Assert.That(Example.Results.Select(result => result.Configuration.Name), Has.Some.Matches<string>(name => text.Contains(name!, StringComparison.Ordinal)), text);
    }

    [Test]
    public async Task Headings_Clicked_SortAndTurn()
    {
        string[] byAccuracy = [.. Example.Results.Select(result => result.Accuracy).Order().Select(Quantity)];
        ILocator head = report.Page.Locator("table.results th", new() { HasTextString = "Accuracy" });

        await head.Locator("button").ClickAsync();
        Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"));
        Assert.That(await Column(report, 3), Is.EqualTo(byAccuracy));

        await head.Locator("button").FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await head.GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
            Assert.That(await Column(report, 3), Is.EqualTo(byAccuracy.Reverse()));
            Assert.That(await report.Page.Locator("#sorted").InnerTextAsync(), Is.EqualTo("Sorted by Accuracy, descending"));
            Assert.That(await report.Page.Locator("th[aria-sort=ascending]").CountAsync(), Is.Zero);
        }

        static string Quantity(double share) => FormattableString.Invariant($"{100 * share:F1} %");
    }

    [Test]
    public async Task Page_NamesThatAreMarkup_AreTextAndNothingElse()
    {
        const string hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&";
        Study study = Example with
        {
            Title = hostile,
            Results = [.. Example.Results.Select(result => result with { Configuration = result.Configuration with { Model = hostile + result.Configuration.Model } })],
            Environment = [new(hostile, hostile)],
        };
        await using OpenReport own = await OpenReport.OpenAsync(study);
        await Dots(own).First.HoverAsync(new() { Force = true });
        await own.Page.Locator("#vg-tooltip-element.visible").WaitForAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Complaints, Is.Empty);
            Assert.That(own.Requests, Has.Count.EqualTo(1));
            Assert.That(await own.Page.Locator("h1").InnerTextAsync(), Is.EqualTo(hostile));
            Assert.That(await own.Page.Locator("img").CountAsync(), Is.Zero);
            Assert.That(await own.Page.Locator("#vg-tooltip-element").InnerTextAsync(), Does.Contain(hostile));
        }
    }

    [Test]
    public async Task Page_WithoutScripts_ShowsDrawingsAndTables()
    {
        await using OpenReport own = await OpenReport.OpenAsync(Example, hasScripts: false);
        ILocator drawings = own.Page.Locator(".chart > svg");
        Assert.That(await drawings.CountAsync(), Is.EqualTo(Report.Charts(Example).Count));
        foreach (ILocator drawing in await drawings.AllAsync())
            Assert.That(await drawing.IsVisibleAsync(), Is.True);
        Assert.That(await own.Page.Locator("table.results tbody tr").CountAsync(), Is.EqualTo(Example.Results.Count));
    }

    [Test]
    public async Task Page_OneUnmeasuredConfiguration_SaysWhichChartsAreMissing()
    {
        ConfigurationResult first = Example.Results[0];
        Study study = new() { Title = "Small", Benchmark = "b", Results = [first] };
        await using OpenReport own = await OpenReport.OpenAsync(study);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Complaints, Is.Empty);
            Assert.That(await own.Page.Locator(".missing").CountAsync(), Is.EqualTo(3));
            Assert.That(await own.Page.Locator("[data-chart].drawn").CountAsync(), Is.EqualTo(2));
        }
    }

    private static ILocator Dots(OpenReport report) => report.Page.Locator("[data-chart=frontier] .live .mark-symbol.role-mark path");

    private static async Task<IReadOnlyList<string>> Column(OpenReport report, int number) =>
        await report.Page.Locator($"table.results tbody tr > :nth-child({number})").AllInnerTextsAsync();
}
