using System.Globalization;
using System.Text;
using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>The ways to write a solution down, from the longest to the shortest.</summary>
internal static class Notation
{
    public static readonly Func<IReadOnlyList<StoryStep>, string>[] All = [Full, Equations, Running, Values];

    /// <summary>Every event with its equation: <c> Gus finds 8: 18+8=26. Gus loses 3: 26-3=23.</c></summary>
    public static string Full(IReadOnlyList<StoryStep> steps) => string.Concat(steps.Select(Full));

    public static string Full(StoryStep step) => $" {step.Event}: {step}.";

    /// <summary>The equations: <c> 18+8=26. 26-3=23.</c></summary>
    public static string Equations(IReadOnlyList<StoryStep> steps) => string.Concat(steps.Select(step => $" {step}."));

    /// <summary>The equations in one line, as far as each goes on from the one before: <c> 18+8=26-3=23.</c></summary>
    public static string Running(IReadOnlyList<StoryStep> steps)
    {
        var text = new StringBuilder();
        int? last = null;
        foreach (StoryStep step in steps)
        {
            if (step.Left != last) text.Append(CultureInfo.InvariantCulture, $"{(last is null ? "" : ".")} {step.Left}");
            text.Append(CultureInfo.InvariantCulture, $"{step.Operator}{step.Right}={step.Result}");
            last = step.Result;
        }

        return text.Append('.').ToString();
    }

    /// <summary>The results alone: <c> 26 23.</c></summary>
    public static string Values(IReadOnlyList<StoryStep> steps) => string.Concat(steps.Select(step => FormattableString.Invariant($" {step.Result}"))) + ".";
}
