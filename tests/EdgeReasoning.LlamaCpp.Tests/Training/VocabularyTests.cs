using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Models.Tiny.Training;
using EdgeReasoning.Models.Tiny.Training.Traces;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Training;

/// <summary>What the trainer sees is what llama.cpp sees.</summary>
public sealed class VocabularyTests
{
    private static readonly Vocabulary s_vocabulary = new();

    private LlamaCppModel _model = null!;

    [OneTimeSetUp]
    public async Task Load() => _model = await LlamaCppModel.LoadAsync(TinyModels.ReasonerSmallQ8, new LlamaCppOptions { Threads = 1 });

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [Test]
    public void Encode_TestSplitWithItsSolutions_EqualsLlamaCpp()
    {
        foreach (StoryProblem problem in Stories.Take(StorySplit.Test, 300))
        {
            string solution = string.Concat(Notation.All.Select(write => write(problem)));
            AssertEqual($"{Vocabulary.Begin}{Vocabulary.User}{problem.QuestionWithChoices} Think for at most 48 tokens.{Vocabulary.Assistant}{Vocabulary.Think}\n{solution}\nWait, Hmm...\n{Vocabulary.EndThink}\n\n\\boxed{{{problem.Answer}}}{Vocabulary.End}");
        }
    }

    [TestCase("Théo dit « 3 × 4 » 🦎 — naïve\r\n\ttabs")]
    [TestCase(" there Anna Maxine theAt Once Wait forth has haven't 1234567890")]
    [TestCase("")]
    public void Encode_AnyText_EqualsLlamaCpp(string text) => AssertEqual(text);

    private void AssertEqual(string text)
    {
        List<int> tokens = [];
        s_vocabulary.Encode(text, tokens);
        Assert.That(tokens, Is.EqualTo(_model.Tokenize(text, addSpecial: false, parseSpecial: true)), text);
    }
}
