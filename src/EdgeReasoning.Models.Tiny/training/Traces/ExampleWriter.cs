using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>Makes the examples of each kind of model, in the very text that its chat template gives.</summary>
internal sealed class ExampleWriter(Vocabulary vocabulary)
{
    private static readonly FreeThinking s_hasty = new(0.3), s_careful = new(0);

    /// <summary>A model that thinks.</summary>
    public Example Reasoner(StoryProblem problem, Random random) => Reasoner(s_hasty, problem, random);

    /// <summary>A model that thinks and takes its time: the large one.</summary>
    public Example Careful(StoryProblem problem, Random random) => Reasoner(s_careful, problem, random);

    private Example Reasoner(FreeThinking thinking, StoryProblem problem, Random random)
    {
        bool choices = random.NextDouble() < 0.3;
        Example example = Ask(problem, choices, "");
        thinking.Write(example, problem, choices, random);
        if (random.NextDouble() >= 0.15) return Answer(example, problem, choices);

        // Thinking may be cut anywhere. Then the answer is to come at once, and be the likeliest that can be told by then.
        example.CutTo(random.Next(example.PromptLength, example.Length));
        return Answer(example, problem, choices, Example.Ignored);
    }

    /// <summary>A model that thinks for as long as it is asked to; now and then it is not asked.</summary>
    public Example Budgeted(StoryProblem problem, Random random)
    {
        if (random.NextDouble() < 0.05) return Reasoner(problem, random);
        bool choices = random.NextDouble() < 0.3;
        int budget = BudgetedThinking.Draw(random);
        Example example = Ask(problem, choices, $" Think for at most {budget} tokens.");
        BudgetedThinking.Write(example, problem, budget, choices, random);
        return Answer(example, problem, choices);
    }

    /// <summary>A model that answers at once. To choose is all that it can learn, so it is mostly asked to.</summary>
    public Example Direct(StoryProblem problem, Random random)
    {
        bool choices = random.NextDouble() < 0.75;
        string question = choices ? problem.QuestionWithChoices : problem.Question;
        Example example = new Example(vocabulary) { Steps = problem.Steps.Count }
            .Add($"{Vocabulary.TurnStart}user\n{question}{Vocabulary.TurnEnd}\n{Vocabulary.TurnStart}assistant\n", Example.Prompt);
        return Boxed(example, problem, choices).Add(Vocabulary.TurnEnd, Example.Reply);
    }

    private Example Ask(StoryProblem problem, bool choices, string suffix) => new Example(vocabulary) { Steps = problem.Steps.Count }
        .Add($"{Vocabulary.Begin}{Vocabulary.User}{(choices ? problem.QuestionWithChoices : problem.Question)}{suffix}{Vocabulary.Assistant}{Vocabulary.Think}\n", Example.Prompt);

    private static Example Answer(Example example, StoryProblem problem, bool choices, int weightOfMarker = Example.Reply) =>
        Boxed(example.Add($"\n{Vocabulary.EndThink}\n\n", weightOfMarker), problem, choices).Add(Vocabulary.End, Example.Reply);

    private static Example Boxed(Example example, StoryProblem problem, bool choices) => example.Add("\\boxed{", Example.Reply)
        .Add(choices ? $"{problem.AnswerLetter}" : FormattableString.Invariant($"{problem.Answer}"), Example.Key).Add("}", Example.Reply);
}
