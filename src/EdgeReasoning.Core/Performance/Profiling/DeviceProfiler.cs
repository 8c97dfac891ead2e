using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Measures how fast a model is on this device, and fits the profile.</summary>
/// <remarks>
/// It decodes on contexts of its own, as an engine does: a prompt once, its replies forked from it and decoded together, tokens
/// sampled. Nothing else should run meanwhile, engines of the same model included.
/// </remarks>
public static class DeviceProfiler
{
    /// <summary>Measures and fits.</summary>
    /// <param name="model">The model; what it says does not matter.</param>
    /// <param name="options">What to measure, and for how long; null takes the defaults.</param>
    /// <param name="progress">Is told before every prompt.</param>
    /// <param name="cancellationToken">Stops after the decode call under way; see <see cref="ProfilerOptions.OnMeasured"/> for what was measured until then.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the grid does not fit the model.</exception>
    /// <exception cref="DeviceMismatchException">The earlier measurements are of another model or device.</exception>
    /// <exception cref="InsufficientMemoryException">The contexts do not fit; take fewer sequences, shorter prompts or one layout.</exception>
    /// <exception cref="DecodeException">The runtime failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ProfileRun> ProfileAsync(
        IInferenceModel model, ProfilerOptions? options = null, IProgress<ProfileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new ProfilerOptions();
        ProfileMeasurements measurements = await MeasureAsync(model, options, progress, cancellationToken).ConfigureAwait(false);
        ProfileRun run = Fit(measurements);
        return measurements.SpentSeconds <= options.TimeBudget.TotalSeconds * 1.1 ? run : run with
        {
            Notes = [.. run.Notes, FormattableString.Invariant(
                $"Measuring took {measurements.SpentSeconds:F1} s, more than the {options.TimeBudget.TotalSeconds:F1} s given: the first round is always finished.")],
        };
    }

    /// <summary>Measures, and fits nothing.</summary>
    /// <param name="model">The model; what it says does not matter.</param>
    /// <param name="options">What to measure, and for how long; null takes the defaults.</param>
    /// <param name="progress">Is told before every prompt.</param>
    /// <param name="cancellationToken">Stops after the decode call under way.</param>
    public static Task<ProfileMeasurements> MeasureAsync(
        IInferenceModel model, ProfilerOptions? options = null, IProgress<ProfileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ProfilerOptions();
        options.Validate();
        return Task.Run(
            async () =>
            {
                using ProfilingSession session = new(options, progress, cancellationToken);
                return await session.RunAsync(model).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Fits a profile to what was measured, be it a part.</summary>
    /// <param name="measurements">The measurements: at least 4 prefills and 2 replies of one sequence in the first layout.</param>
    /// <param name="options">How to fit; null takes <see cref="FitOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There are too few.</exception>
    public static ProfileRun Fit(ProfileMeasurements measurements, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        return new ProfileFitter(measurements, options ?? FitOptions.Default, []).Fit();
    }
}
