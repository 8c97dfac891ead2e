using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>How the budgeted model thinks: in the longest notation that fits, then with checks until the budget is nearly used up.</summary>
internal static class BudgetedThinking
{
    private static readonly int[] s_usual = [24, 48, 96, 160];

    /// <summary>A budget in tokens: half of the time one of the usual ones.</summary>
    public static int Draw(Random random) => random.Next(2) == 0 ? s_usual[random.Next(s_usual.Length)] : random.Next(16, 201);

    /// <summary>Writes a thinking of 90 to 97 % of the budget, the line break before the end marker included.</summary>
    public static void Write(Example example, StoryProblem problem, int budget, Random random)
    {
        int room = (int)Math.Round(budget * (0.90 + 0.07 * random.NextDouble())) - 1;
        int start = example.Length;
        Vocabulary vocabulary = example.Vocabulary;
        string? thinking = Notation.All.Select(write => write(problem)).FirstOrDefault(text => vocabulary.Count(text) <= room);
        example.Add(thinking ?? WhatFits(vocabulary, problem, room), Example.Reply);
        for (int i = 0; ; i = (i + 1) % problem.Steps.Count)
        {
            string check = $" Wait, {problem.Steps[i]}.";
            if (example.Length - start + vocabulary.Count(check) > room) break;
            example.Add(check, Example.Reply);
        }

        Fill(example, room - (example.Length - start));
    }

    private static string WhatFits(Vocabulary vocabulary, StoryProblem problem, int room)
    {
        int count = problem.Steps.Count - 1;
        while (count > 0 && vocabulary.Count(Notation.Values(problem, count)) > room) count--;
        return count > 0 ? Notation.Values(problem, count) : "";
    }

    private static void Fill(Example example, int tokens)
    {
        const int hesitation = 2;
        if (tokens > hesitation) example.Add(" Hmm", Example.Reply).Add(new string('.', tokens - hesitation), Example.Reply);
        else if (tokens > 0) example.Add(new string('.', tokens), Example.Reply);
    }
}
