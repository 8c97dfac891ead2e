using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Tool.Commands;

/// <summary>What goes wrong while a study is measured: a clear message, nothing lost, and the same command goes on.</summary>
public sealed class FaultTests
{
    private const int Questions = 12;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("faults").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Study_WrongModelPath_IsToldBeforeAnythingRuns()
    {
        (int code, _, string error) = await ProgramTests.RunAsync("study", "--model", "tiny:reasoner-small", "--model", "nowhere.gguf", "--out", In("study"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(error, Does.Contain("nowhere.gguf").And.Not.Contain("   at "));
            Assert.That(Directory.Exists(In("study")), Is.False);
        }
    }

    [Test]
    public async Task Study_NoTimeForProfiles_IsRefusedBeforeAnythingRuns()
    {
        (int code, _, string error) = await ProgramTests.RunAsync("study", "--model", "tiny:reasoner-small", "--profile-seconds", "0", "--out", In("study"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(error, Does.Contain("more than 0 seconds").And.Contain("'evaluate'"));
            Assert.That(Directory.Exists(In("study")), Is.False);
        }
    }

    [TestCase("--scaling", "majority of 8")]
    [TestCase("--deadline", "1s")]
    [TestCase("--profile-seconds", "1")]
    public async Task Evaluate_WhatOnlyAStudyHas_IsRefused(string option, string value)
    {
        (int code, _, string error) = await ProgramTests.RunAsync("evaluate", "--model", "tiny:reasoner-small", option, value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Usage));
            Assert.That(error, Does.Contain($"{option} is no option of this command"));
        }
    }

    [Test]
    public async Task Evaluate_BenchmarkWithoutItsColumns_NamesFileAndColumn()
    {
        await File.WriteAllTextAsync(In("gsm8k.jsonl"), """{"prompt":"1+1?","result":"2"}""");
        (int code, _, string error) = await EvaluateAsync("run", "--benchmark", "gsm8k", "--questions-file", In("gsm8k.jsonl"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(error, Does.Contain("gsm8k.jsonl, line 1").And.Contain("'answer' is missing").And.Not.Contain("   at "));
        }
    }

    // Nobody may make a folder there, not even root, whom permissions do not hold off.
    [TestCase("/proc/study")]
    [TestCase("/dev/null")]
    [Platform("Linux")]
    public async Task Evaluate_FolderThatCannotBeWritten_SaysSo(string folder)
    {
        (int code, _, string error) = await ProgramTests.RunAsync("evaluate", "--model", "tiny:reasoner-small", "--questions", "2", "--out", folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(error, Does.Contain(folder).And.Not.Contain("   at "));
        }
    }

    [Test]
    public async Task Study_DamagedProfile_IsNamedWithTheRemedy()
    {
        Directory.CreateDirectory(In("study/profiles"));
        string profile = In("study/profiles/reasoner-small.json");
        await File.WriteAllTextAsync(profile, "{ \"schemaVersion\": 1, ");
        (int code, _, string error) = await ProgramTests.RunAsync("study", "--model", "tiny:reasoner-small", "--questions", "2", "--out", In("study"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(error.ReplaceLineEndings(" "), Does.Contain(profile).And.Contain("Remove the file"));
        }
    }

    // No file may grow beyond 8 kB, which is what a full disk looks like to who writes. The runtime's own code pages count as a file unless told otherwise.
    [Test]
    [Platform("Linux")]
    public async Task Evaluate_DiskFull_SaysSoAndTheSameCommandGoesOn()
    {
        (int code, _, string error) = await EvaluateBehindAsync("export DOTNET_EnableWriteXorExecute=0; ulimit -f 8; trap '' XFSZ", "full");
        int stored = Traces("full").Count;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Failed));
            Assert.That(error.ReplaceLineEndings(" "), Does.Contain("make room on the disk, and resume").And.Not.Contain("   at "));
            Assert.That(stored, Is.InRange(1, Questions - 1));
        }

        await AssertGoesOnAsync("full", stored);
    }

    [Test]
    [Platform("Linux")]
    public async Task Evaluate_Terminated_EndsWithItsCodeAndKeepsWhatWasMeasured()
    {
        // It comes when the store has its first traces. Ctrl-C is handled alike, but is ignored by what a script runs in the background.
        (int code, _, string error) = await EvaluateBehindAsync("(for i in {1..1000}; do grep -qs thinking FOLDER/traces.jsonl && kill -TERM $$ && break; sleep 0.05; done) >/dev/null 2>&1 &", "stopped", "--budget", "unlimited", "--budget", "limit 500");
        int stored = Traces("stopped").Count;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(ExitCodes.Cancelled), error);
            Assert.That(error, Does.Contain("the same command goes on"));
            Assert.That(stored, Is.InRange(1, (2 * Questions) - 1));
        }
    }

    private async Task AssertGoesOnAsync(string folder, int stored)
    {
        List<string> before = Traces(folder);
        (int code, _, string error) = await EvaluateAsync(folder);
        Assert.That(code, Is.Zero, error);
        await EvaluateAsync("whole");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Traces(folder).Take(stored), Is.EqualTo(before), "nothing is lost or done again");
            Assert.That(Traces(folder), Is.EqualTo(Traces("whole")), "and it ends as if nothing had happened");
        }
    }

    private Task<(int Code, string Output, string Error)> EvaluateAsync(string folder, params string[] arguments) => EvaluateBehindAsync("true", folder, arguments);

    /// <summary>Runs <c>evaluate</c> behind a line of shell.</summary>
    private async Task<(int Code, string Output, string Error)> EvaluateBehindAsync(string before, string folder, params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "edge-reasoning.dll");
        string[] all = ["evaluate", "--model", "tiny:reasoner-small", "--questions", Questions.ToString(CultureInfo.InvariantCulture), "--threads", "1", "--out", In(folder), .. arguments];
        var start = new ProcessStartInfo("bash", ["-c", $"{before.Replace("FOLDER", In(folder), StringComparison.Ordinal)}\nexec dotnet \"$0\" \"$@\"", tool, .. all]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Question and tokens of every trace that is stored.</summary>
    private List<string> Traces(string folder)
    {
        List<string> traces = [];
        foreach (string line in File.ReadLines(Path.Combine(In(folder), "traces.jsonl")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("trace", out JsonElement stored)) traces.Add($"{stored.GetProperty("question")} {stored.GetProperty("trace").GetProperty("tokens")}");
        }

        return traces;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
