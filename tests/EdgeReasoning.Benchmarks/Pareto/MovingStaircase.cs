namespace EdgeReasoning.Benchmarks.Pareto;

/// <summary>
/// Additions that all enter a two-objective frontier and leave its size where it is: at a random step, in turn, one that enters between
/// two members and one that drives out two.
/// </summary>
internal static class MovingStaircase
{
    public static (Sample[] Members, Sample[] Additions) Draw(int size, int additions, int seed)
    {
        // Half of the steps have a second member at a time.
        int steps = size * 2 / 3;
        double width = 1.0 / steps;
        var random = new Random(seed);
        var members = new List<Sample>();
        var visits = new int[steps];
        for (int step = 0; step < steps; step++)
        {
            members.Add(First(step, width, visits));
            if (step % 2 == 0)
                members.Add(Second(step, width, visits));
        }

        var added = new Sample[additions];
        for (int i = 0; i < additions; i++)
        {
            int step = random.Next(steps);
            bool hasSecond = (step + visits[step]) % 2 == 0;
            visits[step]++;
            added[i] = hasSecond ? First(step, width, visits) : Second(step, width, visits);
        }

        return ([.. members], added);
    }

    private static Sample First(int step, double width, int[] visits) => At(step, step + 0.75, width, visits[step]);

    private static Sample Second(int step, double width, int[] visits) => At(step + 0.5, step + 0.75, width, visits[step] + 0.5);

    // Every visit to a step is a little better than the one before.
    private static Sample At(double x, double y, double width, double visits)
    {
        double gain = visits * width * 1e-4;
        return new Sample([(x * width) - gain, 1 - (y * width) - gain]);
    }
}
