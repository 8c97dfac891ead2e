namespace EdgeReasoning.Evaluation;

/// <summary>What a run needs: for each cell the most samples that any of its configurations may ask for.</summary>
internal sealed class SamplePlan
{
    private readonly Dictionary<CellKey, (Configuration First, int Samples)> _cells = [];

    /// <exception cref="ArgumentException">Two different budgets have one name.</exception>
    public SamplePlan(IEnumerable<Configuration> configurations)
    {
        foreach (Configuration configuration in configurations)
        {
            CellKey cell = CellKey.Of(configuration);
            if (!_cells.TryGetValue(cell, out (Configuration First, int Samples) known)) known = (configuration, 0);
            if (known.First.Budget.Budget != configuration.Budget.Budget && !known.First.Budget.Budget.Policies.SequenceEqual(configuration.Budget.Budget.Policies))
                throw new ArgumentException($"Two different budgets are called '{cell.Budget}'. Traces are stored by that name; make the names different.", nameof(configurations));
            _cells[cell] = (known.First, Math.Max(known.Samples, configuration.Scaling.Samples));
        }
    }

    public IEnumerable<CellKey> CellsOf(string model) => _cells.Keys.Where(cell => cell.Model == model);

    public int SamplesOf(CellKey cell) => _cells.TryGetValue(cell, out (Configuration First, int Samples) known) ? known.Samples : 0;

    /// <summary>Traces of one question, all cells together.</summary>
    public int SamplesPerQuestion => _cells.Values.Sum(cell => cell.Samples);

    /// <summary>Requests for those samples of a question that the store lacks: runs of neighbours, no longer than a wave, the first sample alone.</summary>
    public IEnumerable<SampleRequest> Missing(CellKey cell, BenchmarkQuestion question, TraceStore store, int waveSamples)
    {
        (Configuration configuration, int samples) = _cells[cell];
        int first = -1;
        for (int sample = 0; sample <= samples; sample++)
        {
            bool missing = sample < samples && !store.Contains(new SampleKey(cell, question.Id, sample));
            if (first >= 0 && (!missing || sample - first == waveSamples || first == 0))
            {
                yield return new SampleRequest(cell, configuration.Budget, configuration.Sampling, question, first, sample - first);
                first = -1;
            }

            if (missing && first < 0) first = sample;
        }
    }
}
