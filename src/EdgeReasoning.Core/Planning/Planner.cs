using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Planning;

/// <summary>Chooses, among configurations whose accuracy was measured, the most accurate one that keeps given constraints.</summary>
/// <remarks>
/// <para>Immutable, and safe to call from several threads at once. Only configurations that were measured as they run are candidates: no accuracy is made up.</para>
/// <para><b>The choice</b> is the cheapest feasible member of the most accurate class of configurations that has one, where a class holds what the questions cannot
/// tell apart (<see cref="PlannerOptions.NoiseLevel"/>). The cheapest is the one of least cost, then joules, seconds and bytes, as far as all of them are known.</para>
/// <para><b>Time</b> is for one request that has the device to itself.</para>
/// </remarks>
public sealed class Planner
{
    private readonly Forecaster[] _forecasters;
    private readonly int[] _classes;
    private readonly CostModel? _prices;

    private Planner(Forecaster[] forecasters, int[] classes, CostModel? prices)
    {
        (_forecasters, _classes, _prices) = (forecasters, classes, prices);
        Results = [.. forecasters.Select(forecaster => forecaster.Result)];
        Notes = [.. Evidence.Notes(Results)];
    }

    /// <summary>What it chooses from.</summary>
    public IReadOnlyList<ConfigurationResult> Results { get; }

    /// <summary>What a reader of its plans must know: that no-think samples of a model were not measured, say.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Makes a planner.</summary>
    /// <param name="results">What each configuration did, all on the same questions in the same order.</param>
    /// <param name="profiles">
    /// Profiles by <see cref="Configuration.Model"/>. One of the results' own device scales what was told there to prompts of other lengths; one of another
    /// device predicts that device from the tokens. A model without a profile is taken to need the seconds and joules that its results tell, whatever the prompt.
    /// </param>
    /// <param name="options">How it chooses; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no result, they do not fit together, or predictions would be for more than one device.</exception>
    public static Planner From(IReadOnlyList<ConfigurationResult> results, IReadOnlyDictionary<string, DeviceProfile>? profiles = null, PlannerOptions? options = null)
    {
        Evidence.Check(results);
        options ??= new PlannerOptions();
        options.Validate();
        Forecaster[] forecasters = [.. results.Select(result => new Forecaster(result, profiles?.GetValueOrDefault(result.Configuration.Model)))];
        Evidence.CheckDevices(forecasters);
        return new Planner(forecasters, AccuracyClasses.Of(results, options.NoiseLevel), options.Prices);
    }

    /// <summary>Makes a planner with profiles that are found by their model's name, with or without its quantisation.</summary>
    /// <param name="results">What each configuration did, all on the same questions in the same order.</param>
    /// <param name="profiles">Profiles; those of other models are left out.</param>
    /// <param name="options">How it chooses; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no result, they do not fit together, two profiles are of one model, or predictions would be for more than one device.</exception>
    public static Planner From(IReadOnlyList<ConfigurationResult> results, IEnumerable<DeviceProfile> profiles, PlannerOptions? options = null)
    {
        Evidence.Check(results);
        ArgumentNullException.ThrowIfNull(profiles);
        DeviceProfile[] all = [.. profiles];
        var byModel = new Dictionary<string, DeviceProfile>(StringComparer.Ordinal);
        foreach (string model in results.Select(result => result.Configuration.Model).Distinct(StringComparer.Ordinal))
        {
            DeviceProfile[] found = [.. all.Where(profile => model == profile.Model.Name || model == $"{profile.Model.Name} {profile.Model.Quantization}")];
            if (found.Length > 1) throw new ArgumentException($"{found.Length} profiles are of '{model}'; give one, or say by a dictionary which is meant.", nameof(profiles));
            if (found.Length == 1) byModel.Add(model, found[0]);
        }

        return From(results, byModel, options);
    }

    /// <summary>Chooses.</summary>
    /// <param name="constraints">What an answer may cost, and how good it has to be.</param>
    /// <param name="promptTokens">Tokens of the prompt, from 1; null for prompts as the benchmark had them.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public Plan Choose(Constraints constraints, int? promptTokens = null) => Choose(constraints, promptTokens, static _ => 0);

    /// <summary>An engine that makes a plan for every request, and loads the models that the plans need.</summary>
    /// <param name="models">The models by the names that their configurations have; configurations of others are not chosen.</param>
    /// <param name="options">The constraints of requests without their own, and the memory that there is; null for the defaults.</param>
    /// <exception cref="ArgumentException">No configuration is of any of the models, two models have one name, or one does not fit into the memory.</exception>
    public PlannedEngine AsEngine(IEnumerable<PlannedModel> models, PlannedEngineOptions? options = null) => new(this, models, options ?? new PlannedEngineOptions());

    /// <summary>Chooses where models take time to be ready.</summary>
    /// <param name="constraints">What an answer may cost, and how good it has to be.</param>
    /// <param name="promptTokens">Tokens of the prompt; null for prompts as the benchmark had them.</param>
    /// <param name="waitSeconds">Seconds until a model can begin.</param>
    internal Plan Choose(Constraints constraints, int? promptTokens, Func<string, double> waitSeconds)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        constraints.Validate();
        if (promptTokens < 1) throw new ArgumentOutOfRangeException(nameof(promptTokens), promptTokens, "A prompt has at least 1 token; leave it null for prompts as the benchmark had them.");
        IReadOnlyList<Limit> limits = Limit.Of(constraints);
        QuantileRanks ranks = QuantileRanks.Of(Results[0].Outcomes.Count, constraints.LatencyPercent);
        PlanCandidate[] candidates = Array.ConvertAll(_forecasters, forecaster => Predict(forecaster, forecaster.Predict(constraints.LatencyPercent, ranks, promptTokens), waitSeconds, limits));
        return new Selection(constraints, limits, candidates, _classes) { PromptTokens = promptTokens, Notes = Notes }.ToPlan();
    }

    /// <summary>The same planner for some of the models; null where it has no configuration of any.</summary>
    internal Planner? Of(Func<string, bool> isMeant)
    {
        int[] kept = [.. Enumerable.Range(0, _forecasters.Length).Where(i => isMeant(_forecasters[i].Result.Configuration.Model))];
        return kept.Length == 0 ? null : new Planner([.. kept.Select(i => _forecasters[i])], [.. kept.Select(i => _classes[i])], _prices);
    }

    private PlanCandidate Predict(Forecaster forecaster, in Forecast forecast, Func<string, double> waitSeconds, IReadOnlyList<Limit> limits)
    {
        Interval accuracy = forecaster.Result.AccuracyInterval;
        double wait = waitSeconds(forecaster.Result.Configuration.Model);
        var candidate = new PlanCandidate
        {
            Result = forecaster.Result,
            Accuracy = new Prediction(forecaster.Result.Accuracy, accuracy.Lower, accuracy.Upper, false),
            Seconds = forecast.Seconds + new Prediction(wait, wait, wait, false),
            WaitSeconds = wait,
            Joules = forecast.Joules,
            Cost = _prices?.Of(forecast.MeanSeconds, forecast.Joules).Total,
            MemoryBytes = forecaster.MemoryBytes,
        };
        return candidate with { Violations = [.. limits.Where(limit => limit.Excess(candidate) > 0).Select(limit => limit.Violation(candidate))] };
    }
}
