using Microsoft.Playwright;

namespace EdgeReasoning.Reporting;

/// <summary>A report that was written to a file of its own and opened from there, with all that the browser complained of and asked for.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly string _path;
    private readonly IBrowserContext _context;

    private OpenReport(string path, IBrowserContext context, IPage page)
    {
        _path = path;
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal))
                Requests.Add(request.Url);
        };
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public static async Task<OpenReport> OpenAsync(Study study, int width = 1000, bool isDark = false, bool hasScripts = true)
    {
        string path = Path.Combine(Path.GetTempPath(), $"report-{Path.GetRandomFileName()}.html");
        Report.WriteHtml(study, path);
        IBrowserContext context = await Chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScripts,
        });
        var report = new OpenReport(path, context, await context.NewPageAsync());
        await report.Page.GotoAsync(new Uri(path).AbsoluteUri);
        if (hasScripts)
            await report.DrawnAsync();
        return report;
    }

    /// <summary>Waits until every chart is drawn.</summary>
    public Task DrawnAsync() => Page.WaitForSelectorAsync("html[data-ready=true]");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        File.Delete(_path);
    }
}
