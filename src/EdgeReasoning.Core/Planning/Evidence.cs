using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Planning;

/// <summary>Checks that results can be planned with together, and finds what is missing among them.</summary>
internal static class Evidence
{
    /// <exception cref="ArgumentException">A result is empty or has an impossible number, two have one name, or they are not of the same questions.</exception>
    public static void Check(IReadOnlyList<ConfigurationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0) throw new ArgumentException("There is nothing to choose from; evaluate at least one configuration.", nameof(results));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ConfigurationResult result in results)
        {
            ArgumentNullException.ThrowIfNull(result, nameof(results));
            string name = result.Configuration.Name;
            if (!names.Add(name)) throw new ArgumentException($"Two configurations are named '{name}'; give budgets and scalings names of their own.", nameof(results));
            if (result.Outcomes.Count == 0) throw new ArgumentException($"'{name}' has answered no question; evaluate it, or leave it out.", nameof(results));
            if (!result.Outcomes.Select(outcome => outcome.Question).SequenceEqual(results[0].Outcomes.Select(outcome => outcome.Question)))
                throw new ArgumentException($"'{name}' and '{results[0].Configuration.Name}' were not asked the same questions in the same order, so they cannot be compared. Evaluate both on one benchmark.", nameof(results));
            if (result.Outcomes.FirstOrDefault(outcome => !(outcome.Seconds >= 0) || outcome.Joules < 0 || double.IsNaN(outcome.Joules ?? 0) || outcome.PromptTokens < 0 || outcome.Steps < 0) is { } outcome)
                throw new ArgumentException($"'{name}' has an impossible number at question {outcome.Question}: seconds, joules, tokens and steps are from 0.", nameof(results));
        }
    }

    /// <exception cref="ArgumentException">Predictions would be for more than one device.</exception>
    public static void CheckDevices(IReadOnlyList<Forecaster> forecasters)
    {
        Forecaster first = forecasters[0];
        if (forecasters.FirstOrDefault(forecaster => forecaster.Device != first.Device) is { } other)
        {
            throw new ArgumentException($"'{first.Result.Configuration.Name}' is of {first.Device} and '{other.Result.Configuration.Name}' of {other.Device}; a plan is for one device. "
                + "Measure there, or give a profile of that device for every model.", nameof(forecasters));
        }
    }

    /// <summary>What a reader of plans made from these results must know.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<ConfigurationResult> results)
    {
        foreach (IGrouping<string, ConfigurationResult> model in results.GroupBy(result => result.Configuration.Model))
        {
            bool thinks = model.Any(result => result.MeanThinkingTokens > 0);
            if (thinks && !model.Any(result => result.MeanThinkingTokens == 0 && result.Outcomes.Any(outcome => outcome.Samples > 1)))
                yield return $"{model.Key} was not measured with several samples that do not think, often the best there is for a short deadline (Ma et al., 2025); they can therefore not be chosen.";
        }

        if (results.Any(result => result.Timing == Provenance.Imported)) yield return "Some times and energies are imported, not of this device.";
    }
}
