using EdgeReasoning.Testing;
using Microsoft.Playwright;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

/// <summary>
/// Makes the pictures of docs/report.md: <c>REPORT_IMAGES=docs/images dotnet test tests/EdgeReasoning.Report.Tests --filter FullyQualifiedName~Screenshots</c>,
/// from the example, or from the study whose JSON <c>REPORT_STUDY</c> names.
/// </summary>
public sealed class Screenshots
{
    [TestCase(false, "report-light.png")]
    [TestCase(true, "report-dark.png")]
    public async Task Screenshot_OfTheReport_IsSmall(bool isDark, string name)
    {
        string? source = Environment.GetEnvironmentVariable("REPORT_STUDY");
        Study study = source is null ? ExampleStudy.Create() : Study.FromJson(await File.ReadAllTextAsync(source));
        await using OpenReport report = await OpenReport.OpenAsync(study, width: 900, isDark);
        byte[] image = await report.Page.ScreenshotAsync(new() { Clip = new() { X = 0, Y = 0, Width = 900, Height = 1150 }, FullPage = true });
        Assert.That(image, Has.Length.InRange(10_000, 200_000));
        if (Environment.GetEnvironmentVariable("REPORT_IMAGES") is { } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), image);
    }
}
