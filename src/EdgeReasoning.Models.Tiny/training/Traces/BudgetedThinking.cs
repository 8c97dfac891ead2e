using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>How the budgeted model thinks: in the longest notation that fits, then with checks until the budget is nearly used up.</summary>
internal static class BudgetedThinking
{
    private const int RoomToChoose = 40;
    private const double UsedByNotation = 0.85, TooLong = 0.15;
    private static readonly int[] s_usual = [24, 24, 24, 48, 96, 160];

    /// <summary>A budget in tokens: half of the time one of the usual ones.</summary>
    public static int Draw(Random random) => random.Next(3) != 0 ? s_usual[random.Next(s_usual.Length)] : random.Next(16, 257);

    /// <summary>Writes a thinking of 88 to 92 % of the budget, the line break before the end marker included.</summary>
    public static void Write(Example example, StoryProblem problem, int budget, bool choices, Random random)
    {
        int end = example.Length + (int)Math.Round(budget * (0.88 + 0.04 * random.NextDouble())) - 1;
        Vocabulary vocabulary = example.Vocabulary;
        int room = end - example.Length;
        // Choosing has its own words where there is room for them.
        bool chooses = choices && room >= RoomToChoose;
        if (chooses) room -= vocabulary.Count(FreeThinking.Choice(problem));
        // How long a solution becomes can only be guessed when it is begun, so a long notation is left a margin.
        string? thinking = Notation.All.Select(write => write(problem)).FirstOrDefault(text => vocabulary.Count(text) <= room * UsedByNotation);
        if (random.NextDouble() < TooLong && Notation.All.Select(write => write(problem)).LastOrDefault(text => vocabulary.Count(text) > end - example.Length) is { } tooLong)
        {
            // Who has begun a notation that does not fit is to stop in time all the same. To begin it is not learned.
            example.Add(tooLong, Example.Ignored).CutTo(end);
            return;
        }

        thinking ??= Notation.Values(problem) is { } values && vocabulary.Count(values) <= room ? values : WhatFits(vocabulary, problem, room);
        example.Add(thinking, Example.Reply);
        if (chooses) FreeThinking.Choose(example, problem);
        for (int i = 0; ; i = (i + 1) % problem.Steps.Count)
        {
            string check = $" Wait, {problem.Steps[i]}.";
            if (example.Length + vocabulary.Count(check) > end) break;
            example.Add(check, Example.Reply);
        }

        Fill(example, end - example.Length);
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
