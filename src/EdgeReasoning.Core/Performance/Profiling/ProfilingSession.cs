using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>
/// One profiling under way: idle power, the grid, and then round after round over it in random order. A visit is one prompt in one
/// layout: its prefill, and its replies in all numbers of sequences. Visits are measured whole or not at all, so that a resumed
/// profiling goes on where the earlier one was.
/// </summary>
internal sealed class ProfilingSession : IDisposable
{
    internal const int ReferenceSteps = 9;
    private const int ReferencePrompt = 16;

    private readonly ProfilerOptions _options;
    private readonly IProgress<ProfileProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly TimeSpan _start;
    private readonly double _earlierSeconds;
    private readonly Dictionary<KvLayout, RequestBench> _benches = [];
    private readonly List<PrefillSample> _prefills = [];
    private readonly List<DecodeSample> _decodes = [];
    private readonly List<ReferenceSample> _references = [];
    private readonly DeviceState _before;
    private readonly DateTimeOffset _measuredAt;

    internal ProfilingSession(ProfilerOptions options, IProgress<ProfileProgress>? progress, CancellationToken cancellationToken)
    {
        (_options, _progress, _cancellationToken) = (options, progress, cancellationToken);
        _start = options.TimeProvider.MonotonicNow();
        _before = DeviceStateReader.Read();
        _measuredAt = options.Earlier?.MeasuredAt ?? options.TimeProvider.GetUtcNow();
        if (options.Earlier is not { } earlier) return;
        _earlierSeconds = earlier.SpentSeconds;
        _prefills.AddRange(earlier.Prefills);
        _decodes.AddRange(earlier.Decodes);
        _references.AddRange(earlier.References);
    }

    private double Spent => _earlierSeconds + (_options.TimeProvider.MonotonicNow() - _start).TotalSeconds;

    public void Dispose()
    {
        foreach (RequestBench bench in _benches.Values) bench.Dispose();
    }

    internal async Task<ProfileMeasurements> RunAsync(IInferenceModel model)
    {
        Report("idle power");
        double? idleWatts = _options.Earlier?.IdleWatts ?? await IdleAsync().ConfigureAwait(false);
        Report("first timings");
        ProfileGrid grid = _options.Earlier?.Grid ?? GridChooser.Choose(model, _options, _cancellationToken);
        foreach (KvLayout layout in grid.Layouts)
        {
            RequestBench bench = _benches[layout] = new RequestBench(model, layout, Math.Max(grid.PromptTokens[^1], ReferencePrompt), grid.ReplyTokens, grid.SequenceCounts[^1], _options);
            bench.Prefill(Math.Min(ReferencePrompt, grid.PromptTokens[0]), _cancellationToken);
            bench.Decode(grid.SequenceCounts[^1], grid.ReplyTokens - 1, _cancellationToken);
        }

        RequestBench first = _benches[grid.Layouts[0]];
        ResumeCheck.Require(_options.Earlier, ProfiledModel.From(model.Info), first.Identity);
        ProfileMeasurements empty = new()
        {
            Model = ProfiledModel.From(model.Info),
            Backend = first.Identity,
            Device = _options.Earlier?.Device ?? _before,
            MeasuredAt = _measuredAt,
            Grid = grid,
            Seed = _options.Seed,
            SpentSeconds = 0,
            KvBytesPerToken = KvBytes(model.Info, first.Identity),
            PowerRail = _options.Meter?.Rail ?? _options.Earlier?.PowerRail,
            PowerPeriodSeconds = _options.Meter?.Period.TotalSeconds ?? _options.Earlier?.PowerPeriodSeconds,
            IdleWatts = idleWatts,
        };
        await RoundsAsync(empty).ConfigureAwait(false);
        ProfileMeasurements all = Snapshot(empty);
        _progress?.Report(new ProfileProgress(1, "done", TimeSpan.FromSeconds(all.SpentSeconds), TimeSpan.Zero));
        return all;
    }

    private async Task RoundsAsync(ProfileMeasurements empty)
    {
        ProfileGrid grid = empty.Grid;
        Repeats repeats = new(grid, _options.Precision, _prefills, _decodes);
        for (int round = 0; round < _options.MaxRounds; round++)
        {
            bool measured = false;
            foreach ((KvLayout layout, int level) in Visits(grid, round, _options.Seed))
            {
                int[] counts = repeats.NeededCounts(layout, level);
                bool isNeeded = counts.Length > 0 || repeats.NeedsPrefill(layout, level);
                if (repeats.IsDone(layout, level, round)) measured = true;
                if (repeats.IsDone(layout, level, round) || !isNeeded) continue;
                if (round > 0 && Spent + repeats.SecondsOf(layout, level) > _options.TimeBudget.TotalSeconds) continue;
                Report(FormattableString.Invariant($"{layout} memory, {grid.PromptTokens[level]} prompt tokens, round {round + 1}"));

                // A visit whose replies are all known still needs one, which says that it is done.
                await VisitAsync(grid, layout, level, round, counts.Length > 0 ? counts : [1], repeats).ConfigureAwait(false);
                measured = true;
                _options.OnMeasured?.Invoke(Snapshot(empty));
            }

            if (!measured) return;
        }
    }

    private async Task VisitAsync(ProfileGrid grid, KvLayout layout, int level, int round, int[] counts, Repeats repeats)
    {
        RequestBench bench = _benches[layout];
        PowerRecorder? recorder = _options.Meter is { } meter ? new PowerRecorder(meter, null, _options.TimeProvider) : null;
        try
        {
            double at = Spent;
            int prompt = grid.PromptOf(level, round, _options.Seed);
            RequestBench.Phase prefill = bench.Prefill(prompt, _cancellationToken);
            List<(DecodeSample Sample, TimeSpan From, TimeSpan To)> replies = [];
            foreach (int count in Shuffled(counts, ProfileGrid.HashCode(_options.Seed, round, level + (100 * (int)layout))))
            {
                double decodeAt = Spent;
                (RequestBench.Phase fork, RequestBench.Phase first, RequestBench.Phase later) = bench.Decode(count, grid.ReplyTokens - 1, _cancellationToken);
                replies.Add((new DecodeSample
                {
                    Layout = layout,
                    Level = level,
                    Round = round,
                    AtSeconds = decodeAt,
                    PromptTokens = prompt,
                    ReplyTokens = grid.ReplyTokens,
                    Sequences = count,
                    ForkSeconds = fork.Seconds,
                    FirstStepSeconds = first.Seconds,
                    StepSeconds = later.Seconds / (grid.ReplyTokens - 2),
                }, first.From, later.To));
            }

            PowerTrace? power = recorder is null ? null : await recorder.StopAsync().ConfigureAwait(false);
            PrefillSample prefillSample = new()
            {
                Layout = layout,
                Level = level,
                Round = round,
                AtSeconds = at,
                PromptTokens = prompt,
                Seconds = prefill.Seconds,
                Watts = power?.Integrate(prefill.From, prefill.To).AverageWatts,
            };
            DecodeSample[] samples = [.. replies.Select(reply => reply.Sample with { Watts = power?.Integrate(reply.From, reply.To).AverageWatts })];
            ReferenceSample reference = Reference(grid);
            _prefills.Add(prefillSample);
            _decodes.AddRange(samples);
            _references.Add(reference);
            repeats.Add(prefillSample, samples);
        }
        finally
        {
            if (recorder is not null) await recorder.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ReferenceSample Reference(ProfileGrid grid)
    {
        RequestBench bench = _benches[grid.Layouts[0]];
        bench.Prefill(Math.Min(ReferencePrompt, grid.PromptTokens[0]), _cancellationToken);
        double at = Spent;
        int steps = Math.Min(ReferenceSteps, grid.ReplyTokens - 1);
        return new ReferenceSample(at, bench.Decode(1, steps, _cancellationToken).Later.Seconds / (steps - 1));
    }

    private async Task<double?> IdleAsync()
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Min(_options.IdleTime.TotalSeconds, _options.TimeBudget.TotalSeconds / 10));
        if (_options.Meter is not { } meter || time <= TimeSpan.Zero) return null;
        await using PowerRecorder recorder = new(meter, null, _options.TimeProvider);
        TimeSpan from = _options.TimeProvider.MonotonicNow();
        await Task.Delay(time, _options.TimeProvider, _cancellationToken).ConfigureAwait(false);
        TimeSpan to = _options.TimeProvider.MonotonicNow();
        return (await recorder.StopAsync().ConfigureAwait(false)).IdleWatts(from, to);
    }

    private static (KvLayout Layout, int Level)[] Visits(ProfileGrid grid, int round, int seed)
    {
        (KvLayout, int)[] all = [.. from layout in grid.Layouts from level in Enumerable.Range(0, grid.PromptTokens.Count) select (layout, level)];
        return Shuffled(all, ProfileGrid.HashCode(seed, round, -1));
    }

    private static T[] Shuffled<T>(T[] items, int seed)
    {
        T[] copy = [.. items];
        new Random(seed).Shuffle(copy);
        return copy;
    }

    private ProfileMeasurements Snapshot(ProfileMeasurements empty) => empty with
    {
        SpentSeconds = Spent,
        Prefills = [.. _prefills],
        Decodes = [.. _decodes],
        References = [.. _references],
        ThrottleEvents = (_options.Earlier?.ThrottleEvents ?? 0) + DeviceStateReader.Read().ThrottleEvents - _before.ThrottleEvents,
    };

    private void Report(string phase)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        double spent = Spent, budget = _options.TimeBudget.TotalSeconds;
        _progress?.Report(new ProfileProgress(Math.Min(1, spent / budget), phase, TimeSpan.FromSeconds(spent), TimeSpan.FromSeconds(Math.Max(0, budget - spent))));
    }

    // The model's own number is for keys and values of 16 bits.
    private static double? KvBytes(ModelInfo model, BackendIdentity backend)
    {
        KvShape one = new(1, 1, 1);
        (string key, string value) = (backend.KeyType ?? "f16", backend.ValueType ?? "f16");
        bool isKnown = KvShape.ElementTypes.Contains(key, StringComparer.OrdinalIgnoreCase) && KvShape.ElementTypes.Contains(value, StringComparer.OrdinalIgnoreCase);
        return isKnown ? model.KvBytesPerToken * one.BytesPerToken(key, value) / one.BytesPerToken() : null;
    }
}
