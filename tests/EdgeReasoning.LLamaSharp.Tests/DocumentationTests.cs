using System.Runtime.CompilerServices;
using EdgeReasoning.Budgets;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using LLama;
using LLama.Common;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests;

/// <summary>The code of this package's pages, which the tests of the documentation cannot compile: it stands here word for word, and runs.</summary>
public sealed class DocumentationTests
{
    private static readonly string Path = TinyModels.PrototypeReasoner;

    [Test]
    public async Task Page_OverWeights_Runs()
    {
        string path = Path, question = "Gus has 18 coins. Gus gives 8. How many?";

        var parameters = new ModelParams(path) { GpuLayerCount = 0 };
        using LLamaWeights weights = LLamaWeights.LoadFromFile(parameters);

        await using ReasoningEngine engine = LLamaSharpEngine.Create(weights, parameters);
        ReasoningResult result = await engine.ReasonAsync(question, new ReasoningOptions
        {
            Budget = TokenBudget.Create().Limit(256),
            Scaling = ScalingPolicies.MajorityVote(8),
        });

        Assert.That(result.Traces, Is.Not.Empty);
    }

    [Test]
    public async Task Page_OfAPath_Runs()
    {
        string path = Path;

        await using ReasoningEngine loaded = await LLamaSharpEngine.LoadAsync(path, LlamaBackend.Cpu);

        Assert.That(loaded.Identity.Backend, Is.EqualTo("CPU"));
    }

    [TestCase("docs/llamasharp.md", 2)]
    [TestCase("src/EdgeReasoning.LLamaSharp/README.md", 1)]
    public void Page_ItsCode_StandsHere(string page, int blocks)
    {
        string here = Plain(File.ReadAllText(ThisFile()));
        string text = File.ReadAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", "..", page));
        string[] code = [.. text.Split("```csharp\n").Skip(1).Select(after => Plain(after[..after.IndexOf("```", StringComparison.Ordinal)]))];
        Assert.That(code, Has.Length.EqualTo(blocks));
        Assert.That(code, Has.All.Matches<string?>(block => here.Contains(block!, StringComparison.Ordinal)));
    }

    // Lines without their indent, and no empty ones.
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
