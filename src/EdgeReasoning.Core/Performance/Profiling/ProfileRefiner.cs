namespace EdgeReasoning.Performance;

/// <summary>Refines a profile by what real requests take: they join the measured points, and the models are fitted again.</summary>
/// <remarks>A request counts as much as a measured point, and an outlier has no weight, be it measured or real. The newest requests stay. Safe from several threads.</remarks>
public sealed class ProfileRefiner
{
    /// <summary>A pace this many times off the predicted one is not this device's, or the request did not run alone.</summary>
    private const double ImplausiblePace = 2;

    private readonly ProfileMeasurements _measurements;
    private readonly ProfileRun _run;
    private readonly Queue<FinishedRequest> _requests = new();
    private readonly Lock _gate = new();
    private readonly int _capacity;

    /// <summary>Begins with what was measured.</summary>
    /// <param name="measurements">The measurements that the profile was fitted to.</param>
    /// <param name="capacity">Requests to keep, from 1: the newest ones.</param>
    /// <exception cref="ArgumentException">There are too few measurements to fit.</exception>
    public ProfileRefiner(ProfileMeasurements measurements, int capacity = 256)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_measurements, _capacity) = (measurements, capacity);
        _run = DeviceProfiler.Fit(measurements);
    }

    /// <summary>Requests that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _requests.Count;
        }
    }

    /// <summary>Takes a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False, and nothing is taken, where it says nothing: no time is known, its number of sequences was never measured, or its pace is more than a factor of 2 off, so that it did not run alone.</returns>
    /// <exception cref="DeviceMismatchException">It was decoded elsewhere; the message says in what that differs.</exception>
    public bool TryObserve(in FinishedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Backend, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.PromptTokens, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Sequences, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfNegative(request.ReplyTokens, nameof(request));
        _run.Profile.For(request.Backend);
        LatencyModel latency = _run.Profile.Latency(request.Backend.Layout);
        if (request.Sequences > 1 && latency.Parallel?.Costs.Any(IsOf(request.Sequences)) != true) return false;
        bool saysPrefill = request.PrefillSeconds is not null;
        bool saysDecode = request.DecodeSeconds is not null && request.ReplyTokens > 1;
        if (!saysPrefill && !saysDecode) return false;
        if (saysPrefill && !IsPlausible(request.PrefillSeconds!.Value, latency.Prefill.PredictSeconds(request.PromptTokens))) return false;
        if (saysDecode && !IsPlausible(request.DecodeSeconds!.Value, latency.DecodeSeconds(request.PromptTokens, request.ReplyTokens, request.Sequences))) return false;
        lock (_gate)
        {
            if (_requests.Count == _capacity) _requests.Dequeue();
            _requests.Enqueue(request);
        }

        return true;

        static Func<SequenceCost, bool> IsOf(int sequences) => cost => cost.Sequences == sequences;
    }

    /// <summary>Fits the models to the measured points and the requests together. The measured ranges widen to those of the requests.</summary>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    public DeviceProfile Refine(FitOptions? options = null)
    {
        FinishedRequest[] requests;
        lock (_gate) requests = [.. _requests];
        return requests.Length == 0 && options is null ? _run.Profile : new ProfileFitter(_measurements, options ?? FitOptions.Default, requests).Fit().Profile;
    }

    private static bool IsPlausible(double seconds, double predicted) => seconds / predicted is > 1 / ImplausiblePace and < ImplausiblePace;
}
