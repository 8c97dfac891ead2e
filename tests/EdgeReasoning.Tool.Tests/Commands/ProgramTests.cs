using System.Diagnostics;
using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Tool.Commands;

/// <summary>The command as a process of its own: what users and scripts see of it.</summary>
public sealed class ProgramTests
{
    private const string Question = "Today, Ann has 7 pens. Gus has 18 pens. Gus finds 8. How many pens does Gus have now?";

    [Test]
    public async Task Ask_Json_IsOneDocumentWithTheAnswer()
    {
        (int code, string output, _) = await RunAsync("ask", "tiny:reasoner-large", Question, "--seed", "1", "--json");
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.That(code, Is.Zero);
        Assert.That(document.RootElement.GetProperty("usage").GetProperty("thinkingTokens").GetInt32(), Is.Positive);
        Assert.That(document.RootElement.GetProperty("answer").GetString(), Does.StartWith("\\boxed{"));
    }

    [Test]
    public async Task Ask_TheSameSeed_GivesTheSame()
    {
        string[] arguments = ["ask", "tiny:reasoner-small", Question, "--seed", "5", "--scaling", "majority of 3"];
        string first = (await RunAsync(arguments)).Output, second = (await RunAsync(arguments)).Output;
        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase(2, "Required argument 'model' missing", "ask")]
    [TestCase(2, "Unrecognized command", "aks")]
    [TestCase(1, "no model file 'nowhere.gguf'", "ask", "nowhere.gguf", "?")]
    [TestCase(1, "There is no tiny model 'x'", "ask", "tiny:x", "?")]
    [TestCase(1, "'x' is no whole number", "ask", "tiny:direct-small", "?", "--budget", "limit x")]
    public async Task Run_WrongInput_SaysWhyOnStandardError(int expected, string part, params string[] arguments)
    {
        (int code, string output, string error) = await RunAsync(arguments);
        Assert.That(code, Is.EqualTo(expected));
        Assert.That(error, Does.Contain(part).And.Not.Contain("   at "));
        Assert.That(output, Does.Not.Contain("{"));
    }

    internal static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    internal static async Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "edge-reasoning.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
