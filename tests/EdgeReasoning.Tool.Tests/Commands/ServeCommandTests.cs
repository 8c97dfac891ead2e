using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>serve</c> as a process of its own: it says where it listens, answers, and ends when it is told to.</summary>
public sealed class ServeCommandTests
{
    [Test]
    [Platform("Linux", Reason = "Ends the process with a signal.")]
    public async Task Serve_TinyModel_AnswersAndStopsOnSignal()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in new[] { Path.Combine(AppContext.BaseDirectory, "edge-reasoning.dll"), "serve", "mine=tiny:reasoner-small", "--port", "0", "--parallel", "2" }) start.ArgumentList.Add(argument);
        start.Environment["EDGEREASONING_API_KEY"] = "key";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> messages = process.StandardError.ReadToEndAsync();
        try
        {
            string line = (await process.StandardOutput.ReadLineAsync())!;
            Assert.That(line, Does.StartWith("http://127.0.0.1:").And.EndWith("/v1 serves mine"));
            using var http = new HttpClient { BaseAddress = new Uri(line[..line.IndexOf("/v1", StringComparison.Ordinal)]) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", "key");
            using var body = new StringContent("""{"model":"mine","messages":[{"role":"user","content":"Gus has 18 pens. Gus finds 8. How many pens does Gus have now?"}],"budget":"total 64"}""", Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await http.PostAsync("/v1/chat/completions", body);
            using JsonDocument reply = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            Assert.That(reply.RootElement.GetProperty("usage").GetProperty("completion_tokens").GetInt32(), Is.InRange(1, 64));

            using Process signal = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.Zero, await messages);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [TestCase(1, "'nowhere' is no address", "tiny:reasoner-small", "--host", "nowhere")]
    [TestCase(1, "There is no tiny model 'x'", "tiny:x")]
    [TestCase(1, "no time; write", "tiny:reasoner-small", "--drain", "long")]
    [TestCase(2, "Required argument", "--port", "1")]
    public async Task Serve_WrongInput_SaysWhy(int expected, string part, params string[] arguments)
    {
        (int code, _, string error) = await ProgramTests.RunAsync(["serve", .. arguments]);
        Assert.That(code, Is.EqualTo(expected));
        Assert.That(error, Does.Contain(part).And.Not.Contain("   at "));
    }
}
