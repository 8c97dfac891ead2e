using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Models.Tiny.Training.Traces;

namespace EdgeReasoning.Models.Tiny.Training;

/// <summary>Writes the questions that results are reported on, in both forms, as JSON Lines.</summary>
internal static class TestSplit
{
    private const int Count = 1000;

    // Apostrophes and the like as they are.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, Vocabulary vocabulary)
    {
        Directory.CreateDirectory(folder);
        using StreamWriter open = new(Path.Combine(folder, "storymath-test-open.jsonl")) { NewLine = "\n" };
        using StreamWriter choice = new(Path.Combine(folder, "storymath-test-choice.jsonl")) { NewLine = "\n" };
        foreach (StoryProblem problem in Stories.Take(StorySplit.Test, Count))
        {
            // What the model with the longest notation would write without a slip.
            int tokens = vocabulary.Count($"{Notation.Full(problem)}\n{Vocabulary.EndThink}\n\n\\boxed{{{problem.Answer}}}");
            int tokensOfChoice = vocabulary.Count($"{Notation.Full(problem)}{FreeThinking.Choice(problem)}\n{Vocabulary.EndThink}\n\n\\boxed{{{problem.AnswerLetter}}}");
            string answer = FormattableString.Invariant($"{problem.Answer}");
            open.WriteLine(JsonSerializer.Serialize(new { question = problem.Question, answer, steps = problem.Steps.Count, tokens }, s_options));
            choice.WriteLine(JsonSerializer.Serialize(new { question = problem.Question, choices = problem.Choices, answer = $"{problem.AnswerLetter}", steps = problem.Steps.Count, tokens = tokensOfChoice }, s_options));
        }
    }
}
