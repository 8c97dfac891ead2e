using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>Makes the examples of each kind of model, in the very text that its chat template gives.</summary>
internal sealed class ExampleWriter(Vocabulary vocabulary)
{
    /// <summary>A model that thinks.</summary>
    public Example Reasoner(StoryProblem problem, Random random)
    {
        bool choices = random.NextDouble() < 0.3;
        Example example = Ask(problem, choices, "");
        FreeThinking.Write(example, problem, random);
        return Answer(example, problem, choices);
    }

    /// <summary>A model that thinks for as long as it is asked to; now and then it is not asked.</summary>
    public Example Budgeted(StoryProblem problem, Random random)
    {
        if (random.NextDouble() < 0.05) return Reasoner(problem, random);
        bool choices = random.NextDouble() < 0.3;
        int budget = BudgetedThinking.Draw(random);
        Example example = Ask(problem, choices, $" Think for at most {budget} tokens.");
        BudgetedThinking.Write(example, problem, budget, random);
        return Answer(example, problem, choices);
    }

    /// <summary>A model that answers at once.</summary>
    public Example Direct(StoryProblem problem, Random random)
    {
        bool choices = random.NextDouble() < 0.5;
        string question = choices ? problem.QuestionWithChoices : problem.Question;
        return new Example(vocabulary) { Steps = problem.Steps.Count }
            .Add($"{Vocabulary.TurnStart}user\n{question}{Vocabulary.TurnEnd}\n{Vocabulary.TurnStart}assistant\n", Example.Prompt)
            .Add(Boxed(problem, choices) + Vocabulary.TurnEnd, Example.Reply);
    }

    private Example Ask(StoryProblem problem, bool choices, string suffix) => new Example(vocabulary) { Steps = problem.Steps.Count }
        .Add($"{Vocabulary.Begin}{Vocabulary.User}{(choices ? problem.QuestionWithChoices : problem.Question)}{suffix}{Vocabulary.Assistant}{Vocabulary.Think}\n", Example.Prompt);

    private static Example Answer(Example example, StoryProblem problem, bool choices) =>
        example.Add($"\n{Vocabulary.EndThink}\n\n{Boxed(problem, choices)}{Vocabulary.End}", Example.Reply);

    private static string Boxed(StoryProblem problem, bool choices) =>
        choices ? $"\\boxed{{{problem.AnswerLetter}}}" : FormattableString.Invariant($"\\boxed{{{problem.Answer}}}");
}
