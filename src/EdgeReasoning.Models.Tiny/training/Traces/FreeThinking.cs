using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>How the reasoners think: short and plain problems in one line, others by retelling the story, now and then with a slip that is noticed
/// and repaired. A hasty one also tries others in one line, which goes wrong more often: so its samples differ, and a vote pays.</summary>
internal sealed class FreeThinking(double hasty)
{
    private const int ShortProblem = 4;

    public void Write(Example example, StoryProblem problem, bool choices, Random random)
    {
        IReadOnlyList<StoryStep> steps = problem.Steps;
        if (steps.Count <= ShortProblem && IsInARow(problem) || random.NextDouble() < hasty)
        {
            example.Add(Notation.Running(problem), Example.Reply);
            if (choices) Choose(example, problem);
            return;
        }

        foreach (Thought thought in Retelling.Of(problem))
        {
            switch (random.NextDouble())
            {
                case < 0.03 when thought.Step is not null:
                    Slip(example, thought.Lead, thought.Step, random);
                    break;
                case < 0.045 when thought.Step is not null:
                    example.Add($"{thought} Wait, {thought.Step}.", Example.Reply);
                    break;
                default:
                    example.Add($"{thought}", Example.Reply);
                    break;
            }
        }

        if (choices) Choose(example, problem);
        // Where an end of the thinking is passed over (budget forcing), the line break before the marker stands already.
        if (random.NextDouble() >= 0.1) return;
        example.Add($"\nWait,{Notation.Full(steps[^1])}", Example.Reply);
        if (choices) Choose(example, problem);
    }

    /// <summary>Adds which of the choices the result is: they are gone through until one is. What ends each is one token among hundreds, so it counts more.</summary>
    public static void Choose(Example example, StoryProblem problem)
    {
        foreach (int choice in problem.Choices)
        {
            example.Add(Choice(problem, choice)[..^1], Example.Reply).Add(choice == problem.Answer ? "." : ";", Example.Key);
            if (choice == problem.Answer) return;
        }
    }

    /// <summary><c> A 24; B 26.</c></summary>
    public static string Choice(StoryProblem problem) =>
        string.Concat(problem.Choices.Take(problem.AnswerLetter - 'A' + 1).Select(choice => Choice(problem, choice)));

    private static string Choice(StoryProblem problem, int choice) =>
        FormattableString.Invariant($" {(char)('A' + problem.Choices.ToList().IndexOf(choice))} {choice}{(choice == problem.Answer ? '.' : ';')}");

    // Nothing has to be looked for: what matters comes first, and nothing stands between.
    private static bool IsInARow(StoryProblem problem) =>
        Retelling.Sentences(problem).Take(problem.Steps.Count).SequenceEqual(problem.Steps.Select(step => step.Event));

    // What is wrong has no weight, so that repairing is learned and slipping is not.
    private static void Slip(Example example, string lead, StoryStep step, Random random)
    {
        int[] errors = [-10, -2, -1, 1, 2, 10];
        int wrong = Math.Max(0, step.Result + errors[random.Next(errors.Length)]);
        if (wrong == step.Result) wrong++;
        example.Add($"{lead}{step.Left}{step.Operator}{step.Right}=", Example.Reply).Add($"{wrong}", Example.Ignored)
            .Add($". Wait, {step}.", Example.Reply);
    }
}
