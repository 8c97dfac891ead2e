using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>How the reasoners think: short problems in one line, others by retelling the story, now and then with a slip that is noticed and repaired.</summary>
internal static class FreeThinking
{
    private const int ShortProblem = 3;

    public static void Write(Example example, StoryProblem problem, bool choices, Random random)
    {
        IReadOnlyList<StoryStep> steps = problem.Steps;
        if (steps.Count <= ShortProblem && random.NextDouble() < 0.35)
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

    /// <summary>Adds which of the choices the result is. The letter is one token among hundreds and hard to learn: it counts more.</summary>
    public static void Choose(Example example, StoryProblem problem) =>
        example.Add(Choice(problem)[..^2], Example.Reply).Add($"{problem.AnswerLetter}", Example.Key).Add(".", Example.Reply);

    /// <summary><c> 26 is B.</c></summary>
    public static string Choice(StoryProblem problem) => FormattableString.Invariant($" {problem.Answer} is {problem.AnswerLetter}.");

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
