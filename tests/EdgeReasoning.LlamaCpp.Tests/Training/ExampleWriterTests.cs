using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Models.Tiny.Training;
using EdgeReasoning.Models.Tiny.Training.Traces;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Training;

public sealed class ExampleWriterTests
{
    private const int TokenMask = 0xFFF, WeightShift = 12;

    private static readonly Vocabulary s_vocabulary = new();
    private static readonly ExampleWriter s_writer = new(s_vocabulary);

    [Test]
    public async Task Reasoner_Prompt_IsWhatTheModelsTemplateGives()
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 });
        AssertPrompts(model, s_writer.Reasoner);
    }

    [Test]
    public async Task Direct_Prompt_IsWhatTheModelsTemplateGives()
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.DirectSmall, new LlamaCppOptions { Threads = 1 });
        AssertPrompts(model, s_writer.Direct);
    }

    [Test]
    public void Budgeted_Thinking_UsesTheBudgetUpButNotMore()
    {
        foreach (StoryProblem problem in Stories.Take(StorySplit.Train, 300))
        {
            foreach (int budget in new[] { 16, 24, 48, 96, 160, 200 })
            {
                var example = new Example(s_vocabulary);
                BudgetedThinking.Write(example, problem, budget, choices: false, new Random(budget));
                // With the line break that follows.
                Assert.That(example.Length + 1, Is.InRange(Math.Floor(0.88 * budget), budget), problem.Question);
            }
        }
    }

    [Test]
    public void Reasoner_SlipsAndCuts_AreNotLearned()
    {
        int repaired = 0, cut = 0;
        foreach (StoryProblem problem in Stories.Take(StorySplit.Train, 300))
        {
            int[] packed = [.. s_writer.Reasoner(problem, new Random((int)problem.Index)).Packed().Select(value => (int)value)];
            for (int i = 1; i < packed.Length; i++)
            {
                if (packed[i] >> WeightShift != Example.Ignored || packed[i - 1] >> WeightShift == Example.Ignored) continue;
                int end = Array.FindIndex(packed, i, value => value >> WeightShift != Example.Ignored);
                if (packed[i..end].Any(value => (value & TokenMask) == s_vocabulary[Vocabulary.EndThink]))
                {
                    // Where the thinking was cut, its end is somebody else's, and the answer counts.
                    Assert.That(packed[end] & TokenMask, Is.EqualTo(s_vocabulary["\\boxed{"]));
                    cut++;
                    continue;
                }

                // A slip is followed by ". Wait,", which counts.
                Assert.That(packed[(end + 2)] & TokenMask, Is.EqualTo(s_vocabulary["Wait"]));
                repaired++;
            }
        }

        // 3 % of about 8 steps each where the story is retold, which three fifths of the problems are, and 15 % of the problems.
        Assert.That(repaired, Is.InRange(20, 85));
        Assert.That(cut, Is.InRange(25, 65));
    }

    [Test]
    public void Careful_LongProblem_IsAlwaysRetold()
    {
        foreach (StoryProblem problem in Stories.Take(StorySplit.Train, 300).Where(problem => problem.Steps.Count > 4))
        {
            Example example = s_writer.Careful(problem, new Random((int)problem.Index));
            int[] thinking = [.. example.Packed().Skip(example.PromptLength).Select(value => value & TokenMask)];
            // "Ann has 7", and not "Ann 7"; or cut before that.
            Assert.That(thinking.Take(3), Has.Some.EqualTo(s_vocabulary[" has"]).Or.Some.EqualTo(s_vocabulary[Vocabulary.EndThink]), problem.Question);
        }
    }

    [Test]
    public void Reasoner_Choices_AreGoneThroughUntilOneIsTheResult()
    {
        foreach (StoryProblem problem in Stories.Take(StorySplit.Train, 100))
        {
            string choice = FreeThinking.Choice(problem);
            Assert.That(choice, Does.EndWith($" {problem.AnswerLetter} {problem.Answer}."));
            Assert.That(choice.Count(letter => letter == ';'), Is.EqualTo(problem.AnswerLetter - 'A'));
        }
    }

    private static void AssertPrompts(LlamaCppModel model, Func<StoryProblem, Random, Example> write)
    {
        PromptBuilder prompts = PromptBuilder.For(model.Info, text => model.Tokenize(text, false, true).Length == 1);
        foreach (StoryProblem problem in Stories.Take(StorySplit.Train, 50))
        {
            Example example = write(problem, new Random(7));
            int[] prompt = [.. example.Packed().Take(example.PromptLength).Select(value => value & TokenMask)];
            int[][] possible = [.. new[] { problem.Question, problem.QuestionWithChoices }.Select(question =>
            {
                BuiltPrompt built = prompts.Build([ChatMessage.User(question)]);
                return model.Tokenize(built.Text, built.AddSpecial, parseSpecial: true);
            })];
            Assert.That(possible, Has.One.EqualTo(prompt), problem.Question);
        }
    }
}
