using System.Diagnostics;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>Engines on the tiny models, one after the other, with everything about them random, for as long as it is told to.</summary>
public static class SoakRun
{
    private const int WarmUpRounds = 6, MostRequests = 200;
    private static readonly TimeSpan s_between = TimeSpan.FromMinutes(1);

    /// <summary>Runs it.</summary>
    /// <param name="time">How long, the warm-up not counted.</param>
    /// <param name="seed">Where the randomness starts. What runs at once depends on the machine too, so that a run cannot be repeated exactly.</param>
    /// <param name="tell">Told how it goes.</param>
    /// <returns>Whether nothing was lost, mixed up or leaked.</returns>
    public static async Task<bool> ExecuteAsync(TimeSpan time, int seed, Action<string> tell)
    {
        ArgumentNullException.ThrowIfNull(tell);
        var random = new Random(seed);
        // Code is compiled, pools are filled and libraries are loaded once: no leak.
        var warmUp = new SoakTally();
        for (int round = 0; round < WarmUpRounds; round++) await new SoakRound(random, warmUp).RunAsync(40, CancellationToken.None);
        SoakLevels start = SoakLevels.Take();
        tell($"start: {start}");
        var tally = new SoakTally();
        long began = Stopwatch.GetTimestamp();
        TimeSpan next = s_between;
        using (var until = new CancellationTokenSource(time))
        {
            while (!until.IsCancellationRequested)
            {
                await new SoakRound(random, tally).RunAsync(random.Next(20, MostRequests), until.Token);
                if (Stopwatch.GetElapsedTime(began) < next) continue;
                next += s_between;
                tell($"{Stopwatch.GetElapsedTime(began):hh\\:mm\\:ss}  {tally}; {SoakLevels.Take()}");
            }
        }

        SoakLevels end = SoakLevels.Take();
        string[] mistakes = [.. warmUp.Mistakes, .. tally.Mistakes, .. end.Leaks(start), .. tally.Ended == tally.Asked ? [] : new[] { $"{tally.Asked - tally.Ended} requests are lost" }];
        tell($"end: {end}");
        tell($"soak from seed {seed}, {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} minutes: {tally}; {mistakes.Length} mistakes");
        foreach (string mistake in mistakes) tell($"MISTAKE: {mistake}");
        return mistakes.Length == 0;
    }
}
