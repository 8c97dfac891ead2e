using EdgeReasoning.Evaluation;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Planning;

/// <summary>
/// Which configurations are equally accurate as far as their questions can tell. From the most accurate one downwards, all belong to its
/// class up to the first one that it beats by more than noise; that one leads the next class. The classes are made of all configurations,
/// whatever the constraints, so that they are an order: relaxing a constraint never leads to a lower class.
/// </summary>
/// <remarks>It is also the guard against the winner's curse: who leads a class by luck is not chosen for that, and the member that is
/// chosen, for its cost, has an accuracy that was not selected for being high.</remarks>
internal static class AccuracyClasses
{
    /// <summary>The class of each configuration, 0 for the most accurate.</summary>
    /// <param name="results">Results on the same questions in the same order.</param>
    /// <param name="noiseLevel">Above this p-value a difference is noise.</param>
    public static int[] Of(IReadOnlyList<ConfigurationResult> results, double noiseLevel)
    {
        bool[][] correct = [.. results.Select(result => result.Outcomes.Select(outcome => outcome.IsCorrect).ToArray())];
        int[] counts = Array.ConvertAll(correct, answers => answers.Count(right => right));
        var classes = new int[correct.Length];
        int leader = -1, number = -1;
        foreach (int i in Enumerable.Range(0, correct.Length).OrderByDescending(i => counts[i]))
        {
            if (leader < 0 || (counts[i] < counts[leader] && McNemar.Exact(correct[leader], correct[i]).PValue <= noiseLevel))
            {
                leader = i;
                number++;
            }

            classes[i] = number;
        }

        return classes;
    }
}
