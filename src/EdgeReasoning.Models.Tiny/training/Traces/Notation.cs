using System.Globalization;
using System.Text;
using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>The ways to write a solution down, from the longest to the shortest.</summary>
internal static class Notation
{
    public static readonly Func<IReadOnlyList<StoryStep>, string>[] All = [Full, Equations, Running, Values];

    /// <summary>Everybody's start and every event with its equation: <c> Gus has 18. Gus finds 8: 18+8=26. Gus loses 3: 26-3=23.</c></summary>
    public static string Full(IReadOnlyList<StoryStep> steps) => string.Concat(steps.Select((_, i) => Introduction(steps, i) + Full(steps[i])));

    public static string Full(StoryStep step) => $" {step.Event}: {step}.";

    /// <summary>What a person has, where the person's first event is next; empty elsewhere.</summary>
    public static string Introduction(IReadOnlyList<StoryStep> steps, int index) => steps.Take(index).Any(step => step.Person == steps[index].Person)
        ? ""
        : FormattableString.Invariant($" {steps[index].Person} has {steps[index].Left}.");

    /// <summary>The equations, with names where the person changes: <c> Gus 18+8=26. 26-3=23.</c></summary>
    public static string Equations(IReadOnlyList<StoryStep> steps) => string.Concat(steps.Select((step, i) => $"{Change(steps, i)} {step}."));

    /// <summary>The equations in one line for as long as the person is the same: <c> Gus 18+8=26-3=23.</c></summary>
    public static string Running(IReadOnlyList<StoryStep> steps)
    {
        var text = new StringBuilder();
        for (int i = 0; i < steps.Count; i++)
        {
            string change = Change(steps, i);
            if (change.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ".")}{change} {steps[i].Left}");
            text.Append(CultureInfo.InvariantCulture, $"{steps[i].Operator}{steps[i].Right}={steps[i].Result}");
        }

        return text.Append('.').ToString();
    }

    /// <summary>The results alone, with names where the person changes: <c> Gus 26 23.</c></summary>
    public static string Values(IReadOnlyList<StoryStep> steps) =>
        string.Concat(steps.Select((step, i) => FormattableString.Invariant($"{Change(steps, i)} {step.Result}"))) + ".";

    private static string Change(IReadOnlyList<StoryStep> steps, int index) =>
        index > 0 && steps[index - 1].Person == steps[index].Person ? "" : $" {steps[index].Person}";
}
