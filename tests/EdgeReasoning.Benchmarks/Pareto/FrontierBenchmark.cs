using System.Globalization;
using EdgeReasoning.Pareto;

namespace EdgeReasoning.Benchmarks.Pareto;

/// <summary>
/// The figures of the frontier: medians of several runs, the growth over sizes as the exponent b of time ∝ nᵇ, and beside it the
/// exponent that n log n has over the same sizes.
/// </summary>
internal static class FrontierBenchmark
{
    private static readonly int[] BatchSizes = [62_500, 125_000, 250_000, 500_000, 1_000_000];

    public static void Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        foreach (PointCloud cloud in (PointCloud[])[PointCloud.Cube, PointCloud.Simplex])
        {
            Batch(2, cloud, "under 0.3 s for a million");
            Batch(3, cloud, "under 1 s for a million");
        }

        Insertion();
        Volume(3, [625, 1250, 2500, 5000, 10_000], "under 50 ms for 10,000");
        Volume(5, [25, 50, 100], "under 1 s for 100");
    }

    private static void Batch(int dimensions, PointCloud cloud, string goal)
    {
        var growth = new Growth($"AddRange into an empty frontier, {dimensions} objectives, {cloud}", goal);
        foreach (int size in BatchSizes)
        {
            Sample[] samples = Sample.Draw(cloud, size, dimensions, seed: 1);
            int members = 0;
            growth.Measure(size, () =>
            {
                ParetoFrontier<Sample> frontier = Sample.Frontier(dimensions);
                frontier.AddRange(samples);
                members = frontier.Count;
            });
            growth.Note($"{members} members");
        }

        growth.Print();
    }

    private static void Insertion()
    {
        const int Additions = 200_000;
        var growth = new Growth("200,000 times Add to a frontier of n members, 2 objectives, all entering", "under 200 ms at 10,000 (1 µs each)");
        foreach (int size in (int[])[1_250, 2_500, 5_000, 10_000, 20_000, 40_000])
        {
            (Sample[] members, Sample[] additions) = MovingStaircase.Draw(size, Additions, seed: 2);
            int entered = 0;
            int left = 0;
            int after = 0;
            growth.Measure(
                size,
                setup: () =>
                {
                    ParetoFrontier<Sample> frontier = Sample.Frontier(2);
                    frontier.AddRange(members);
                    frontier.Add(members[0]);
                    return frontier;
                },
                run: frontier =>
                {
                    (entered, left) = (0, 0);
                    foreach (Sample sample in additions)
                    {
                        AddOutcome<Sample> outcome = frontier.Add(sample);
                        entered += outcome.Entered ? 1 : 0;
                        left += outcome.Left.Count;
                    }

                    after = frontier.Count;
                });
            growth.Note($"{growth.LastProcessor / Additions * 1e9:F0} ns of processor time each; {entered} entered, {left} left, {after} members at the end");
        }

        growth.Print(perLogarithm: true);
    }

    private static void Volume(int dimensions, int[] sizes, string goal)
    {
        var growth = new Growth($"Hypervolume of n non-dominated points, {dimensions} objectives", goal);
        double[] reference = [.. Enumerable.Repeat(1.1, dimensions)];
        foreach (int size in sizes)
        {
            double[][] points = [.. Sample.Draw(PointCloud.Simplex, size, dimensions, seed: 3).Select(sample => sample.Values)];
            double volume = 0;
            growth.Measure(size, () => volume = Hypervolume.Compute(points, reference));
            growth.Note($"volume {volume:F6}");
        }

        growth.Print();
    }
}
