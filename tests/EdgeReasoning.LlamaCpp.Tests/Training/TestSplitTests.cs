using System.Text.Json;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Training;

/// <summary>The files of test questions are the generator's: were either to change, results of before and after could not be compared.</summary>
public sealed class TestSplitTests
{
    [Test]
    public void StoryMathTest_BothForms_AreTheGeneratorsTestSplit()
    {
        JsonElement[] open = Read(TinyModels.StoryMathTestOpen), choice = Read(TinyModels.StoryMathTestChoice);
        Assert.That((open.Length, choice.Length), Is.EqualTo((1000, 1000)));
        for (int i = 0; i < open.Length; i++)
        {
            StoryProblem problem = Stories.Create(StorySplit.Test, i);
            Assert.That(open[i].GetProperty("question").GetString(), Is.EqualTo(problem.Question));
            Assert.That(open[i].GetProperty("answer").GetString(), Is.EqualTo($"{problem.Answer}"));
            Assert.That(open[i].GetProperty("steps").GetInt32(), Is.EqualTo(problem.Steps.Count));
            Assert.That(choice[i].GetProperty("question").GetString(), Is.EqualTo(problem.Question));
            Assert.That(choice[i].GetProperty("answer").GetString(), Is.EqualTo($"{problem.AnswerLetter}"));
            Assert.That(choice[i].GetProperty("choices").EnumerateArray().Select(c => c.GetInt32()), Is.EqualTo(problem.Choices));
        }
    }

    private static JsonElement[] Read(string path) => [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
