namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>Who is in a story, and what its sentences are about.</summary>
/// <param name="People">Everybody, in the order in which they are introduced.</param>
/// <param name="Asked">Whom the question is about.</param>
/// <param name="Helper">Who shares with that person; null where nobody does.</param>
/// <param name="Scenes">The sentences after the introduction.</param>
internal sealed record StoryPlot(IReadOnlyList<string> People, string Asked, string? Helper, IReadOnlyList<StoryScene> Scenes)
{
    private const int StepsOfSharing = 2;

    /// <summary>Draws one.</summary>
    /// <param name="random">The choices.</param>
    /// <param name="steps">Equations that its solution is to have.</param>
    public static StoryPlot Draw(StoryRandom random, int steps)
    {
        List<string> people = [.. StoryWords.Names];
        random.Shuffle(people);
        people.RemoveRange(0, people.Count - random.Between(2, 4));
        // Half of these come to an odd number and are dropped.
        bool shares = steps >= 4 && random.Chance(0.3);
        int helperSteps = shares ? random.Between(0, Math.Min(3, steps - StepsOfSharing - 1)) : 0;
        int askedSteps = steps - helperSteps - (shares ? StepsOfSharing : 0);

        List<StoryScene> scenes = [.. Enumerable.Repeat(StoryScene.Asked, askedSteps)];
        if (shares)
        {
            int sharing = random.Between(0, askedSteps);
            scenes.Insert(sharing, StoryScene.Share);
            for (int i = 0; i < helperSteps; i++) scenes.Insert(random.Between(0, sharing++), StoryScene.Helper);
        }

        int digressions = random.Between(0, 1 + steps / 2);
        for (int i = 0; i < digressions; i++) scenes.Insert(random.Between(0, scenes.Count), StoryScene.Digression);
        string asked = people[0], helper = people[1];
        random.Shuffle(people);
        return new(people, asked, shares ? helper : null, scenes);
    }
}
