using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>How the reasoners think: short problems in one line, others event by event, now and then with a slip that is noticed and repaired.</summary>
internal static class FreeThinking
{
    private const int ShortProblem = 3;

    public static void Write(Example example, StoryProblem problem, bool choices, Random random)
    {
        IReadOnlyList<StoryStep> steps = problem.Steps;
        if (steps.Count <= ShortProblem && random.NextDouble() < 0.5)
        {
            example.Add(Notation.Running(problem), Example.Reply);
            if (choices) Choose(example, problem);
            return;
        }

        for (int i = 0; i < steps.Count; i++)
        {
            example.Add(Notation.Beginnings(problem, i), Example.Reply);
            switch (random.NextDouble())
            {
                case < 0.025:
                    SlipInAdding(example, steps[i], random);
                    break;
                case < 0.05:
                    SlipInReading(example, steps, i, random);
                    break;
                case < 0.065:
                    example.Add($"{Notation.Full(steps[i])} Wait, {steps[i]}.", Example.Reply);
                    break;
                default:
                    example.Add(Notation.Full(steps[i]), Example.Reply);
                    break;
            }
        }

        if (choices) Choose(example, problem);
        // Where an end of the thinking is passed over (budget forcing), the line break before the marker stands already.
        if (random.NextDouble() >= 0.1) return;
        example.Add($"\nWait,{Notation.Full(steps[^1])}", Example.Reply);
        if (choices) Choose(example, problem);
    }

    /// <summary>Adds which of the choices the result is. The letter is one token among hundreds and hard to learn: it counts more.</summary>
    public static void Choose(Example example, StoryProblem problem) =>
        example.Add(Choice(problem)[..^2], Example.Reply).Add($"{problem.AnswerLetter}", Example.Key).Add(".", Example.Reply);

    /// <summary><c> 26 is B.</c></summary>
    public static string Choice(StoryProblem problem) => FormattableString.Invariant($" {problem.Answer} is {problem.AnswerLetter}.");

    // What is wrong has no weight, so that repairing is learned and slipping is not.
    private static void SlipInAdding(Example example, StoryStep step, Random random)
    {
        int[] errors = [-10, -2, -1, 1, 2, 10];
        int wrong = Math.Max(0, step.Result + errors[random.Next(errors.Length)]);
        if (wrong == step.Result) wrong++;
        example.Add($" {step.Event}: {step.Left}{step.Operator}{step.Right}=", Example.Reply).Add($"{wrong}", Example.Ignored)
            .Add($". Wait, {step}.", Example.Reply);
    }

    private static void SlipInReading(Example example, IReadOnlyList<StoryStep> steps, int at, Random random)
    {
        StoryStep step = steps[at];
        // Mostly the next event, or the one before: the order of the story is what is easily lost.
        int other = Math.Clamp(at + (random.Next(2) == 0 ? 1 : -1) * (random.Next(3) == 0 ? 2 : 1), 0, steps.Count - 1);
        StoryStep read = steps[other];
        int result = read.Operator switch
        {
            '+' => step.Left + read.Right,
            '-' => step.Left - read.Right,
            '*' => step.Left * read.Right,
            _ => step.Left / read.Right,
        };
        if (read.Event == step.Event || result is < 0 or > 999)
        {
            example.Add(Notation.Full(step), Example.Reply);
            return;
        }

        example.Add(Notation.Full(read with { Left = step.Left, Result = result })[..^1], Example.Ignored)
            .Add($". Wait,{Notation.Full(step)}", Example.Reply);
    }
}
