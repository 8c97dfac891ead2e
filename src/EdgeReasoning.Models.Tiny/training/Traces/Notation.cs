using System.Globalization;
using System.Text;
using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>The ways to write a solution down, from the longest to the shortest.</summary>
internal static class Notation
{
    public static readonly Func<StoryProblem, string>[] All = [Full, Equations, Running, Values];

    /// <summary>The story with the equations in it.</summary>
    public static string Full(StoryProblem problem) => string.Concat(Retelling.Of(problem));

    /// <summary>One event with its equation: <c> Gus finds 8: 18+8=26.</c></summary>
    public static string Full(StoryStep step) => $" {step.Event}: {step}.";

    /// <summary>The equations, with names where the person changes: <c> Ann 7 Gus 18+8=26. 26-3=23.</c></summary>
    public static string Equations(StoryProblem problem) => string.Concat(problem.Steps.Select((step, i) => $"{Change(problem, i)} {step}."));

    /// <summary>The equations in one line for as long as the person is the same: <c> Ann 7 Gus 18+8=26-3=23.</c></summary>
    public static string Running(StoryProblem problem)
    {
        var text = new StringBuilder();
        for (int i = 0; i < problem.Steps.Count; i++)
        {
            StoryStep step = problem.Steps[i];
            string change = Change(problem, i);
            if (change.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ".")}{change} {step.Left}");
            text.Append(CultureInfo.InvariantCulture, $"{step.Operator}{step.Right}={step.Result}");
        }

        return text.Append('.').ToString();
    }

    /// <summary>The results alone, each behind the operator that led to it, with names where the person changes: <c> Ann 7 Gus 18+26-23.</c> An operator is a token as a blank is.</summary>
    public static string Values(StoryProblem problem) => Values(problem, problem.Steps.Count);

    /// <summary>The first results.</summary>
    public static string Values(StoryProblem problem, int count) => string.Concat(problem.Steps.Take(count).Select((step, i) =>
        FormattableString.Invariant($"{Change(problem, i)}{(IsFirst(problem.Steps, i) ? $" {step.Left}" : "")}{step.Operator}{step.Result}"))) + ".";

    /// <summary>Everybody who is introduced until somebody is.</summary>
    public static IEnumerable<StoryPerson> UpTo(StoryProblem problem, string person) =>
        problem.People.Take(1 + problem.People.ToList().FindIndex(other => other.Name == person));

    private static string Change(StoryProblem problem, int index)
    {
        IReadOnlyList<StoryStep> steps = problem.Steps;
        if (index > 0 && steps[index - 1].Person == steps[index].Person) return "";
        IEnumerable<StoryPerson> before = IsFirst(steps, index) ? UpTo(problem, steps[index].Person).SkipLast(1) : [];
        return string.Concat(before.Select(person => FormattableString.Invariant($" {person.Name} {person.Amount}"))) + $" {steps[index].Person}";
    }

    private static bool IsFirst(IReadOnlyList<StoryStep> steps, int index) => steps.Take(index).All(step => step.Person != steps[index].Person);
}
