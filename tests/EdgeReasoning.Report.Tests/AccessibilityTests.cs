using EdgeReasoning.Testing;
using Microsoft.Playwright;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed class AccessibilityTests
{
    // Contrast by WCAG 2.2, success criterion 1.4.3: (L1 + 0.05) / (L2 + 0.05), with the relative luminance of sRGB colours.
    private const string WorstContrast = """
        () => {
          const luminance = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const parse = text => (text.match(/[\d.]+/g) ?? []).map(Number);
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c.slice(0, 3); } return [255, 255, 255]; };
          let worst = { ratio: 99, text: '' };
          for (const e of document.querySelectorAll('body *')) {
            if (e.closest('script') || !e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            const color = parse(e.closest('svg') ? getComputedStyle(e).fill : getComputedStyle(e).color);
            if (color.length < 3) continue;
            const [a, b] = [luminance(color.slice(0, 3)), luminance(ground(e))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < worst.ratio) worst = { ratio, text: e.tagName + ': ' + e.textContent.slice(0, 60) };
          }
          return worst.ratio.toFixed(2) + ' ' + worst.text;
        }
        """;

    private const string AxisLabel = "[data-chart=frontier] .live .role-axis-label text";

    private static readonly Study Example = ExampleStudy.Create();

    // For the tests that leave the page as it is.
    private OpenReport report = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => report = await OpenReport.OpenAsync(Example);

    [OneTimeTearDown]
    public async Task CloseAsync() => await report.DisposeAsync();

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Text_EitherTheme_StandsOut(ColorScheme theme)
    {
        await using OpenReport own = await OpenReport.OpenAsync(Example, isDark: theme == ColorScheme.Dark);
        string worst = await own.Page.EvaluateAsync<string>(WorstContrast);
        Assert.That(double.Parse(worst.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(4.5), worst);
    }

    [Test]
    public async Task ThemeButton_Pressed_TurnsPageAndCharts()
    {
        (string light, string lightAxis) = (await Ground(report), await Axis(report));
        await report.Page.Locator("#theme").ClickAsync();
        await Assertions.Expect(report.Page.Locator("#theme")).ToHaveTextAsync("Light theme");
        await report.Page.WaitForFunctionAsync($"before => getComputedStyle(document.querySelector('{AxisLabel}')).fill !== before", lightAxis);
        Assert.That(await Ground(report), Is.Not.EqualTo(light));
        await report.Page.Locator("#theme").ClickAsync();
        Assert.That(await Ground(report), Is.EqualTo(light));
    }

    [Test]
    public async Task Page_WidthOfAPhone_DoesNotScrollSideways()
    {
        const int width = 360;
        await using OpenReport own = await OpenReport.OpenAsync(Example, width);
        Assert.That(await own.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        float right = (await own.Page.Locator("[data-chart=frontier] .live svg.marks").BoundingBoxAsync())!.Width;
        Assert.That(right, Is.LessThanOrEqualTo(width - 16).And.GreaterThan(width / 2));
    }

    [Test]
    public async Task Headings_Page_GoDownOneLevelAtATime()
    {
        int[] levels = await report.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(levels[0], Is.EqualTo(1));
            Assert.That(levels.Count(level => level == 1), Is.EqualTo(1));
            Assert.That(levels.Zip(levels.Skip(1)), Has.All.Matches<(int, int)>(pair => pair.Item2 <= pair.Item1 + 1));
            Assert.That(await report.Page.Locator("table:not(:has(caption))").CountAsync(), Is.Zero);
            Assert.That(await report.Page.Locator(".live [aria-label]:has(svg.marks)").CountAsync(), Is.EqualTo(Report.Charts(Example).Count), "charts say what they show");
        }
    }

    [Test]
    public async Task Tab_Pressed_ReachesEveryControlVisibly()
    {
        int controls = await report.Page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('a[href], button, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).map(e => e.dataset.wanted = '1').length");
        for (int i = 0; i < controls + 5; i++)
        {
            await report.Page.Keyboard.PressAsync("Tab");
            await report.Page.EvaluateAsync("() => { const e = document.activeElement; if (getComputedStyle(e).outlineStyle !== 'none') delete e.dataset.wanted; }");
        }

        Assert.That(
            await report.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-wanted]')].map(e => e.outerHTML.slice(0, 120))"), Is.Empty);
    }

    private static Task<string> Ground(OpenReport report) => report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static Task<string> Axis(OpenReport report) => report.Page.EvaluateAsync<string>($"() => getComputedStyle(document.querySelector('{AxisLabel}')).fill");
}
