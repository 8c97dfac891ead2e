using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Measuring;

/// <summary>
/// Measures several things in turns, so that what else the machine does disturbs all of them alike. Who goes first changes from round to
/// round, since who goes second finds memory that the first has touched. The first round is the warm-up, and not counted.
/// </summary>
/// <typeparam name="T">What a measurement gives.</typeparam>
internal sealed class Turns<T>
{
    private readonly T[][] _values;

    private Turns(T[][] values) => _values = values;

    /// <summary>Runs the rounds.</summary>
    /// <param name="rounds">Rounds that count, from 1.</param>
    /// <param name="measures">What is measured.</param>
    public static async Task<Turns<T>> TakeAsync(int rounds, params IReadOnlyList<Func<Task<T>>> measures)
    {
        T[][] values = [.. measures.Select(_ => new T[rounds])];
        for (var round = 0; round <= rounds; round++)
        {
            for (var turn = 0; turn < measures.Count; turn++)
            {
                int at = (round + turn) % measures.Count;
                T value = await measures[at]().ConfigureAwait(false);
                if (round > 0) values[at][round - 1] = value;
            }
        }
        return new Turns<T>(values);
    }

    /// <summary>The median over the rounds of a figure of one of them.</summary>
    public double Median(int measure, Func<T, double> figure) => Descriptive.Median([.. _values[measure].Select(figure)]);

    /// <summary>The median over the rounds of the figure of one over that of another: what disturbs all of a round is not in it.</summary>
    public double Ratio(int measure, int to, Func<T, double> figure) => Descriptive.Median([.. _values[measure].Zip(_values[to], (a, b) => figure(a) / figure(b))]);
}
