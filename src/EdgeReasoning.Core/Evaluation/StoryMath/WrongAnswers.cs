namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>Choices that a slip would lead to.</summary>
internal static class WrongAnswers
{
    private const int ChoiceCount = 4;

    /// <summary>The answer among three wrong ones, in random order.</summary>
    public static IReadOnlyList<int> MixWith(IReadOnlyList<StoryPerson> people, IReadOnlyList<StoryStep> steps, StoryRandom random)
    {
        int answer = steps[^1].Result;
        // What comes of leaving out one step or turning it round, of forgetting the last, and of a slip in adding.
        List<int> candidates = [steps[^1].Left, answer + 1, answer - 1, answer + 10, answer - 10];
        foreach (StoryStep step in steps)
        {
            int difference = step.Result - step.Left;
            candidates.Add(answer - difference);
            candidates.Add(answer - 2 * difference);
        }

        random.Shuffle(candidates);
        // First of all what somebody began with: a reader who took the first number that comes along.
        candidates.Insert(0, random.Pick(people).Amount);
        List<int> choices = [answer];
        for (int near = 2; choices.Count < ChoiceCount; near++)
        {
            candidates.Add(answer + near);
            foreach (int candidate in candidates)
            {
                if (choices.Count < ChoiceCount && candidate is >= 0 and <= 999 && !choices.Contains(candidate)) choices.Add(candidate);
            }
        }

        random.Shuffle(choices);
        return choices;
    }
}
