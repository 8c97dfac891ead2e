using System.Globalization;

namespace EdgeReasoning.Evaluation;

/// <summary>How questions with choices are asked, and their labels read.</summary>
internal static class ChoiceQuestion
{
    public static char Letter(int choice) => (char)('A' + choice);

    /// <summary>The question, its choices a line each, and how to answer.</summary>
    public static string Prompt(string question, IReadOnlyList<string> choices, string? instruction)
    {
        string letters = string.Concat(choices.Select((choice, i) => $"\n{Letter(i)}) {choice}"));
        instruction ??= $"Think step by step, then finish with: The answer is X, where X is one of {Letter(0)} to {Letter(choices.Count - 1)}.";
        return instruction.Length == 0 ? question + letters : $"{question}{letters}\n\n{instruction}";
    }

    /// <summary>The choice that a label names: a letter, or a number from 0; null for neither.</summary>
    public static int? Index(string label, int choices)
    {
        label = label.Trim();
        int index = label.Length == 1 && char.IsAsciiLetter(label[0]) ? char.ToUpperInvariant(label[0]) - 'A'
            : int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
        return index >= 0 && index < choices ? index : null;
    }

    public static AnswerGrader Grader(IEnumerable<int> right, int choices)
        => AnswerGraders.Any(Answers.AnswerExtractors.Choice('A', Letter(choices - 1)), Answers.AnswerEquality.Exact, [.. right.Distinct().Order().Select(choice => Letter(choice).ToString())]);
}
