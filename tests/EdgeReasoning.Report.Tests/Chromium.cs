using Microsoft.Playwright;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

/// <summary>The one browser of all tests: the machine's own Chromium, without a window. Where there is none, every test is skipped.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Paths =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

    private static IPlaywright? playwright;
    private static IBrowser? browser;

    public static IBrowser Browser => browser ?? throw new InvalidOperationException("The browser has not been started.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        string? named = Environment.GetEnvironmentVariable("CHROMIUM");
        string? path = Paths.Prepend(named).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.Ignore("There is no Chromium. Install Debian's package chromium, or name the program in the environment variable CHROMIUM.");
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }
}
