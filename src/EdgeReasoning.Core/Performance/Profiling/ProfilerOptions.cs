using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>What <see cref="DeviceProfiler"/> measures, and for how long.</summary>
public sealed record ProfilerOptions
{
    /// <summary>
    /// Time to measure, above 0, what <see cref="Earlier"/> took included. It chooses the grid: short prompts and replies where it is
    /// short. The first round over the grid is always finished, since less cannot be fitted. Default a minute.
    /// </summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>KV layouts, each once; the first is the profile's own. Each takes the memory of a context of its own. Default both.</summary>
    public IReadOnlyList<KvLayout> Layouts { get; init; } = [KvLayout.Separate, KvLayout.Unified];

    /// <summary>Numbers of sequences, rising from 1 to at most 255, at most <see cref="ParallelDecodeFit.MaxSequenceCounts"/>. A time budget that is too short for all takes three of them. Default 1, 2, 4, 8, 16.</summary>
    public IReadOnlyList<int> SequenceCounts { get; init; } = [1, 2, 4, 8, 16];

    /// <summary>Longest prompt in tokens, from 64. Default 2048; never more than the model was trained for.</summary>
    public int MaxPromptTokens { get; init; } = 2048;

    /// <summary>Exactly these prompts, rising, each from 2, at least two. Null, the default, chooses up to <see cref="MaxPromptTokens"/> and varies them a little from round to round.</summary>
    public IReadOnlyList<int>? PromptTokens { get; init; }

    /// <summary>Exactly this reply, in tokens, from 4. Null, the default, chooses 8 to 64.</summary>
    public int? ReplyTokens { get; init; }

    /// <summary>A point is measured again until the 90 % interval of its median is within this share of it, above 0. Default 0.02.</summary>
    public double Precision { get; init; } = 0.02;

    /// <summary>Most rounds over the grid, from 1. Default 20.</summary>
    public int MaxRounds { get; init; } = 20;

    /// <summary>Tokens of one decode call at the most, as the profile's user will have it, from the largest number of sequences. Default 512.</summary>
    public int MaxBatchTokens { get; init; } = 512;

    /// <summary>How tokens are sampled: sampling is part of a step. Default <see cref="SamplingOptions"/>'s own.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Of the order of measurements, the prompts and the samples. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Reads power meanwhile; null, the default, measures time only. Its clock must be <see cref="TimeProvider"/>.</summary>
    public IPowerMeter? Meter { get; init; }

    /// <summary>How long the meter reads the idle device first; 0 leaves idle power unknown. Default 2 s, and at most a tenth of the time budget.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What an earlier call measured here: only what is missing is measured. Its grid stays. Null, the default, begins anew.</summary>
    public ProfileMeasurements? Earlier { get; init; }

    /// <summary>Gets everything measured so far after each prompt, so that a call that is cancelled or dies can be resumed. Null, the default, asks for nothing.</summary>
    public Action<ProfileMeasurements>? OnMeasured { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (TimeBudget <= TimeSpan.Zero) throw Wrong(nameof(TimeBudget), TimeBudget, "Give the profiler some time, 60 s say.");
        if (IdleTime < TimeSpan.Zero) throw Wrong(nameof(IdleTime), IdleTime, "Give 0 or more.");
        if (Precision is not (> 0 and < double.PositiveInfinity)) throw Wrong(nameof(Precision), Precision, "Give a share above 0, 0.02 say.");
        if (MaxRounds < 1) throw Wrong(nameof(MaxRounds), MaxRounds, "At least one round is needed.");
        if (MaxPromptTokens < ProfileGrid.LeastPromptTokens) throw Wrong(nameof(MaxPromptTokens), MaxPromptTokens, $"Give at least {ProfileGrid.LeastPromptTokens}.");
        if (ReplyTokens is < ProfileGrid.LeastReplyTokens) throw Wrong(nameof(ReplyTokens), ReplyTokens, $"Give at least {ProfileGrid.LeastReplyTokens}: the first step is measured apart.");
        if (Layouts is not { Count: > 0 } || Layouts.Distinct().Count() != Layouts.Count || Layouts.Any(layout => !Enum.IsDefined(layout)))
            throw new ArgumentException("Name one KV layout or both, each once.", nameof(Layouts));
        if (SequenceCounts is not { Count: > 0 and <= ParallelDecodeFit.MaxSequenceCounts } || SequenceCounts[0] != 1 || !Rises(SequenceCounts) || SequenceCounts[^1] > 255)
            throw new ArgumentException($"[{string.Join(", ", SequenceCounts ?? [])}] must rise from 1 to at most 255, with at most {ParallelDecodeFit.MaxSequenceCounts} numbers.", nameof(SequenceCounts));
        if (PromptTokens is { } prompts && (prompts.Count < 2 || prompts[0] < 2 || !Rises(prompts)))
            throw new ArgumentException($"[{string.Join(", ", prompts)}] must be two prompt lengths or more, rising from 2 or more.", nameof(PromptTokens));
        if (MaxBatchTokens < SequenceCounts[^1]) throw Wrong(nameof(MaxBatchTokens), MaxBatchTokens, $"A batch must have room for {SequenceCounts[^1]} sequences.");
        ArgumentNullException.ThrowIfNull(Sampling);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Sampling.Validate();

        static bool Rises(IReadOnlyList<int> numbers) => Enumerable.Range(1, numbers.Count - 1).All(i => numbers[i] > numbers[i - 1]);
    }

    private static ArgumentOutOfRangeException Wrong(string option, object? value, string remedy) => new(option, value, remedy);
}
