using System.Globalization;
using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Performance;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

/// <summary>The code of docs/evaluation.md, compiled and run on what is at hand: the scripted model instead of the tiny ones.</summary>
public sealed class DocumentationTests
{
    public sealed class NearEnough(double expected) : AnswerGrader(AnswerExtractors.Number, expected.ToString(CultureInfo.InvariantCulture))
    {
        public override bool IsCorrect(string answer) => double.TryParse(answer, CultureInfo.InvariantCulture, out double value) && Math.Abs(value - expected) < 0.5;
    }

    [Test]
    [NonParallelizable]
    public async Task Snippets_OfThePage_CompileAndRun()
    {
        using var folder = new Scratch();
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.Folder;
        try
        {
            EvaluatedModel[] models = [Long("reasoner-small"), Long("reasoner-large")];
            var profiles = new Dictionary<string, DeviceProfile> { ["reasoner-small"] = Samples.Profile(), ["reasoner-large"] = Samples.Profile() };
            IProgress<EvaluationProgress>? progress = null;
            CancellationToken cancellationToken = CancellationToken.None;

            Benchmark benchmark = Benchmarks.StoryMath(StorySplit.Test, 100);
            benchmark = benchmark.Take(4);
            IReadOnlyList<Configuration> configurations = new EvaluationGrid
            {
                Models = ["reasoner-small", "reasoner-large"],
                Budgets = [BudgetChoice.Unlimited, new BudgetChoice("limit 128", TokenBudget.Create().Limit(128))],
                Scaling = [ScalingChoice.Single, ScalingChoice.Majority(8)],
            }.Configurations();

            using (TraceStore first = TraceStore.Open("run.jsonl"))
                await Evaluator.RunAsync(models, benchmark, configurations, first, new EvaluationOptions { Seed = 1 });
            {
                using TraceStore store = TraceStore.Open("run.jsonl");
                EvaluationRun run = await Evaluator.RunAsync(models, benchmark, configurations, store, new EvaluationOptions { Seed = 1 }, progress, cancellationToken);

                IReadOnlyList<ConfigurationResult> results = await run.JudgeAsync(configurations, new JudgeOptions { Profiles = profiles });
                Assert.That(results, Has.Count.EqualTo(8));
            }

            EvaluationRun stored = new(benchmark, TraceStore.Read("run.jsonl"));
            ConfigurationResult single = await stored.JudgeAsync(configurations[0]);
            ConfigurationResult vote = await stored.JudgeAsync(configurations[1], new JudgeOptions { Profiles = profiles });
            double majority = stored.MajorityAtK(configurations[1], k: 5);
            Assert.That(majority, Is.InRange(0, 1));

            ConfigurationComparison comparison = vote.CompareWith(single);
            Console.WriteLine($"{comparison}, {single.AccuracyInterval}, {single.LatencyAt(95).Total} s, {single.AccuracyWithin(TimeSpan.FromSeconds(2))} within 2 s");

            Directory.CreateDirectory("mmlu-redux");
            folder.Write("mmlu-redux/virology.jsonl", """{"question":"Which?","choices":["a","b"],"answer":0,"error_type":"ok"}""");
            folder.Write("questions.csv", "frage,antwort\nWie viele?,3\n");
            Benchmark redux = Benchmarks.MmluRedux("mmlu-redux", MmluReduxLabels.Corrected).TakePerSubject(5);
            Benchmark mine = Benchmarks.FromCsv("questions.csv", "mine", AnswerGraders.Number, new QuestionColumns { Question = "frage", Answer = "antwort" });
            Assert.That((redux.Questions.Count, mine.Questions.Count, new NearEnough(3).IsCorrect("3.2"), new NearEnough(3).IsCorrect("4")), Is.EqualTo((1, 1, true, false)));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        static EvaluatedModel Long(string name) => new(name, _ => ValueTask.FromResult<Reasoning.IReasoningEngine>(
            new Reasoning.ReasoningEngine(Samples.Model(), new Reasoning.ReasoningEngineOptions { SequenceTokens = 1024 }, ownsModel: true)));
    }

    [Test]
    public void Snippets_OfThePage_StandInThisFile()
    {
        string root = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(root, "EdgeReasoning.Core.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        HashSet<string> here = [.. File.ReadAllLines(Path.Combine(root, "tests", "EdgeReasoning.Core.Tests", "Evaluation", "DocumentationTests.cs")).Select(line => line.Trim())];
        string[] snippets = [.. Snippets(File.ReadAllLines(Path.Combine(root, "docs", "evaluation.md")))];
        Assert.That(snippets, Has.Length.GreaterThan(20));
        // How models are loaded needs llama.cpp, which these tests do not have.
        Assert.That(snippets.Where(line => !here.Contains(line) && !line.Contains("LlamaCppEngine", StringComparison.Ordinal) && line is not ("EvaluatedModel[] models =" or "[" or "];")), Is.Empty);
    }

    private static IEnumerable<string> Snippets(IEnumerable<string> lines)
    {
        bool inside = false;
        foreach (string line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside && line == "```csharp";
            else if (inside && line.Length > 0) yield return line.Trim();
        }
    }
}
