using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Chooses the richest grid that the time budget allows for several rounds, from a few timings on a small context.</summary>
internal static class GridChooser
{
    /// <summary>Rounds over the grid that should fit.</summary>
    private const int PlannedRounds = 4;

    private const int CalibrationPrompt = 64, CalibrationSteps = 4, ShortestPrompt = 16;

    private static readonly int[] LongestPrompts = [2048, 1024, 512, 256, 128, 64];
    private static readonly int[] Replies = [64, 32, 16, 8];

    internal static ProfileGrid Choose(IInferenceModel model, ProfilerOptions options, CancellationToken cancellationToken)
    {
        int contextLength = model.Info.ContextLength ?? int.MaxValue;
        int reply = options.ReplyTokens ?? Replies[^1];
        int prompt = options.PromptTokens?[^1] ?? ProfileGrid.LeastPromptTokens;
        if ((long)prompt + reply > contextLength)
        {
            throw new ArgumentException(
                $"A prompt of {prompt} tokens and a reply of {reply} do not fit into the {contextLength} tokens that {model.Info.Name} was trained for. Give shorter ones.", nameof(options));
        }

        Pace pace = Measure(model, options, cancellationToken);
        double secondsPerRound = (options.TimeBudget.TotalSeconds - pace.Spent) / Math.Min(PlannedRounds, options.MaxRounds);
        ProfileGrid[] grids = [.. Candidates(options, contextLength)];
        return grids.FirstOrDefault(grid => pace.SecondsOfRound(grid) <= secondsPerRound) ?? grids.MinBy(pace.SecondsOfRound)!;
    }

    /// <summary>From rich to lean: by the longest prompt times the reply, and only then with fewer numbers of sequences.</summary>
    private static IEnumerable<ProfileGrid> Candidates(ProfilerOptions options, int contextLength)
    {
        IReadOnlyList<int> counts = options.SequenceCounts;
        IReadOnlyList<int> few = counts.Count <= 3 ? counts : [counts[0], counts[counts.Count / 2], counts[^1]];
        int[] replies = options.ReplyTokens is { } exact ? [exact] : Replies;
        (int Prompt, int Reply)[] sizes =
        [
            .. (from reply in replies
                from prompt in Longest(reply)
                where (long)prompt + reply <= contextLength
                select (Prompt: prompt, Reply: reply)).OrderByDescending(size => (long)size.Prompt * size.Reply).ThenByDescending(size => size.Reply),
        ];
        return
            from sequences in counts == few ? [counts] : new[] { counts, few }
            from size in sizes
            select new ProfileGrid(options.Layouts, options.PromptTokens ?? Levels(size.Prompt), size.Reply, sequences, options.PromptTokens is null);

        int[] Longest(int reply)
        {
            int most = Math.Min(options.MaxPromptTokens, contextLength - reply);
            return options.PromptTokens is { } prompts ? [prompts[^1]] : [most, .. LongestPrompts.Where(prompt => prompt < most)];
        }
    }

    /// <summary>Five prompts, evenly on a logarithmic scale.</summary>
    private static int[] Levels(int longest)
        => [.. Enumerable.Range(0, 5).Select(i => (int)Math.Round(ShortestPrompt * Math.Pow(longest / (double)ShortestPrompt, i / 4.0)))];

    private static Pace Measure(IInferenceModel model, ProfilerOptions options, CancellationToken cancellationToken)
    {
        TimeSpan start = options.TimeProvider.MonotonicNow();
        int prompt = Math.Min(CalibrationPrompt, (model.Info.ContextLength ?? int.MaxValue) - CalibrationSteps - 1);
        int most = options.SequenceCounts[^1];
        using RequestBench bench = new(model, options.Layouts[0], prompt, CalibrationSteps + 1, most, options);
        bench.Prefill(Math.Min(ShortestPrompt, prompt), cancellationToken);
        bench.Decode(most, 2, cancellationToken);
        double prefill = bench.Prefill(prompt, cancellationToken).Seconds / prompt;
        double one = bench.Decode(1, CalibrationSteps, cancellationToken).Later.Seconds / (CalibrationSteps - 1);
        double many = most == 1 ? one : bench.Decode(most, CalibrationSteps, cancellationToken).Later.Seconds / (CalibrationSteps - 1);
        return new Pace(prefill, one, many, most, (options.TimeProvider.MonotonicNow() - start).TotalSeconds);
    }

    private readonly record struct Pace(double PrefillToken, double OneStep, double ManyStep, int Many, double Spent)
    {
        /// <summary>Attention over longer contexts, forks and fits, which the timings do not see.</summary>
        private const double Allowance = 1.25;

        internal double SecondsOfRound(ProfileGrid grid)
        {
            Pace pace = this;
            double steps = grid.ReplyTokens - 1;
            double replies = grid.SequenceCounts.Sum(count => steps * pace.Step(count));
            double reference = (ShortestPrompt * PrefillToken) + (ProfilingSession.ReferenceSteps * OneStep);
            return Allowance * grid.Layouts.Count * grid.PromptTokens.Sum(prompt => (prompt * pace.PrefillToken) + replies + reference);
        }

        private double Step(int sequences) => Many == 1 ? OneStep : OneStep + ((ManyStep - OneStep) * (sequences - 1) / (Many - 1));
    }
}
