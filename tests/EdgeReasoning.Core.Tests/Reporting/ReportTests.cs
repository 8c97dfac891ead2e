using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed partial class ReportTests
{
    [Test]
    public void Writers_CommaCulture_WriteTheSame()
    {
        Study study = ExampleStudy.Create();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CommaCulture.Run(() => Report.ToHtml(study)), Is.EqualTo(Report.ToHtml(study)));
            Assert.That(CommaCulture.Run(() => Report.ToMarkdown(study)), Is.EqualTo(Report.ToMarkdown(study)));
            Assert.That(CommaCulture.Run(() => Report.ToCsv(study)), Is.EqualTo(Report.ToCsv(study)));
            Assert.That(CommaCulture.Run(study.ToJson), Is.EqualTo(study.ToJson()));
        }
    }

    [Test]
    public void ToHtml_Page_AllowsItsOwnScriptsAndAsksForNothing()
    {
        string html = Report.ToHtml(ExampleStudy.Create());
        string policy = Policy().Match(html).Groups[1].Value;
        string[] scripts = [.. Script().Matches(html).Select(match => match.Groups[1].Value)];
        string page = scripts.Aggregate(html, (text, script) => text.Replace(script, "", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy, Does.StartWith("default-src 'none';"));
            Assert.That(scripts, Has.Length.EqualTo(2));
            foreach (string script in scripts)
                Assert.That(policy, Does.Contain(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))));
            Assert.That(Address().Matches(page).Select(match => match.Groups[1].Value), Is.All.Match("^(#|data:)"));
            Assert.That(page, Does.Contain("University of Washington Interactive Data Lab"), "the page carries the scripts' licence");
        }
    }

    [Test]
    public void ToHtml_HostileName_IsEscapedEverywhere()
    {
        string html = Report.ToHtml(SmallStudy.Create());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(html, Does.Contain("<th scope=\"row\">a|b, &quot;c&quot; &lt;d&gt; &amp; *e*\ufffd, limit 64, single</th>"));
            Assert.That(html, Does.Not.Contain("<d>"));
        }
    }

    [Test]
    public void ToMarkdown_SmallStudy_IsThis()
    {
        string text = Report.ToMarkdown(SmallStudy.Create());
        const string name = @"a\|b, ""c"" \<d\> \& \*e\* , limit 64, single";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.StartWith("# Small\n\n3 configurations on sums (4 questions), board, 2026-11-22\n\n## Recommendation\n\n"
                + "- For accuracy above all, on board: **slow, limit 64, single**. Accuracy 75.0 % (30.1 to 95.4 %), mean time 4.00 s (measured).\n"
                + $"- For speed above all, on board: **{name}**. Accuracy 50.0 % (15.0 to 85.0 %), mean time 250 ms (measured).\n"));
            Assert.That(text, Does.Contain(
                "| Configuration | Frontier | Accuracy | 95 % interval | Mean time | 95th percentile | Time is | Mean energy | Thinking tokens | Output tokens |\n"
                + "|---|--:|--:|--:|--:|--:|---|--:|--:|--:|\n"
                + $"| {name} | 1 | 50.0 % | 15.0 to 85.0 % | 250 ms | 250 ms | measured | 1.50 J | 30 | 40 |\n"
                + "| slow, limit 64, single | 2 | 75.0 % | 30.1 to 95.4 % | 4.00 s | 4.00 s | measured | \u2013 | 30 | 40 |\n"
                + "| worse, limit 64, single |  | 25.0 % | 4.6 to 69.9 % | 5.00 s | 5.00 s | measured | \u2013 | 30 | 40 |\n"));
            Assert.That(text, Does.Contain("- No latency chart: the study has no profile of a model.\n- No power chart: no profile has a power model.\n- No chart of votes: no configuration takes more than one sample.\n"));
        }
    }

    [Test]
    public void ToCsv_SmallStudy_QuotesNamesAndLeavesTheUnknownEmpty()
    {
        string[] lines = Report.ToCsv(SmallStudy.Create()).Split('\n');
        string[] slow = lines[2].Split(',')[2..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(5));
            Assert.That(lines[0], Does.StartWith("configuration,model,budget,scaling,samples,frontier,questions,correct,accuracy,accuracy_low,"));
            Assert.That(lines[1], Does.StartWith("\"a|b, \"\"c\"\" <d> & *e*\u0007, limit 64, single\",\"a|b, \"\"c\"\" <d> & *e*\u0007\",limit 64,single,1,1,4,2,0.5,"));
            Assert.That(slow[^2..], Is.EqualTo(new[] { "", "board" }));
            Assert.That(double.Parse(lines[3].Split("1,0.25,")[1].Split(',')[0], CultureInfo.InvariantCulture), Is.EqualTo(0.0455872).Within(1e-6), "Wilson's interval of 1 in 4");
        }
    }

    [Test]
    public void WriteAll_Example_WritesEveryForm()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            IReadOnlyList<string> files = Report.WriteAll(ExampleStudy.Create(), folder);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(files.Select(Path.GetFileName).Take(4), Is.EqualTo(new[] { "report.html", "report.md", "results.csv", "study.json" }));
                Assert.That(files.Skip(4).Count(), Is.EqualTo(10));
                Assert.That(files, Is.All.Matches<string>(file => new FileInfo(file!).Length > 100));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Writers_NothingToShow_SayWhatIsMissing()
    {
        Study study = SmallStudy.Create();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Report.ToHtml(study with { Results = [] }), Throws.ArgumentException.With.Message.Contains("no configuration"));
            Assert.That(() => Report.ToCsv(study with { Results = [study.Results[1] with { Outcomes = [] }] }), Throws.ArgumentException.With.Message.Contains("'slow, limit 64, single' has no outcomes"));
            Assert.That(() => Report.Charts(null!), Throws.ArgumentNullException);
        }
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]+)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
