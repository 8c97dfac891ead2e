using System.Globalization;
using System.Text;
using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>The ways to write a solution down, from the longest to the shortest.</summary>
/// <remarks>
/// What a person has at the beginning is found by going through everybody from the first one on: models this small read on from where
/// they are with ease, and hardly learn to look a name up. So before somebody's first step stand all who were introduced until then, and before the very
/// first what the story tells until then.
/// </remarks>
internal static class Notation
{
    public static readonly Func<StoryProblem, string>[] All = [Full, Equations, Running, Values];

    /// <summary>Beginnings and every event with its equation: <c> Ann has 7. Gus has 18. Ann buys 2. Gus finds 8: 18+8=26.</c></summary>
    public static string Full(StoryProblem problem) => string.Concat(problem.Steps.Select((step, i) => Beginnings(problem, i) + Full(step)));

    public static string Full(StoryStep step) => $" {step.Event}: {step}.";

    /// <summary>What everybody has up to the person of a step, where it is that person's first, and before the very first step what happens
    /// until then; empty elsewhere.</summary>
    public static string Beginnings(StoryProblem problem, int index)
    {
        if (!IsFirst(problem.Steps, index)) return "";
        string people = string.Concat(UpTo(problem, index).Select(person => FormattableString.Invariant($" {person.Name} has {person.Amount}.")));
        if (index > 0) return people;
        IEnumerable<string> before = problem.Question.Split('.', StringSplitOptions.TrimEntries).Skip(problem.People.Count)
            .TakeWhile(sentence => !sentence.StartsWith(problem.Steps[0].Event, StringComparison.Ordinal));
        return people + string.Concat(before.Select(sentence => $" {sentence}."));
    }

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

    /// <summary>The results alone, with names where the person changes: <c> Ann 7 Gus 18 26 23.</c></summary>
    public static string Values(StoryProblem problem) => Values(problem, problem.Steps.Count);

    /// <summary>The first results.</summary>
    public static string Values(StoryProblem problem, int count) => string.Concat(problem.Steps.Take(count).Select((step, i) =>
        FormattableString.Invariant($"{Change(problem, i)}{(IsFirst(problem.Steps, i) ? $" {step.Left}" : "")} {step.Result}"))) + ".";

    private static string Change(StoryProblem problem, int index)
    {
        IReadOnlyList<StoryStep> steps = problem.Steps;
        if (index > 0 && steps[index - 1].Person == steps[index].Person) return "";
        IEnumerable<StoryPerson> before = IsFirst(steps, index) ? UpTo(problem, index).SkipLast(1) : [];
        return string.Concat(before.Select(person => FormattableString.Invariant($" {person.Name} {person.Amount}"))) + $" {steps[index].Person}";
    }

    private static bool IsFirst(IReadOnlyList<StoryStep> steps, int index) => steps.Take(index).All(step => step.Person != steps[index].Person);

    private static IEnumerable<StoryPerson> UpTo(StoryProblem problem, int index) =>
        problem.People.Take(1 + problem.People.ToList().FindIndex(person => person.Name == problem.Steps[index].Person));
}
