namespace EdgeReasoning.Scaling;

/// <summary>Weights summed in the order of their samples, so that the rounding does not depend on which came first.</summary>
internal sealed class WeightSum
{
    private readonly List<(int Sample, double Weight)> _terms = [];
    private double? _total = 0;

    public int Count => _terms.Count;

    public int FirstSample => _terms[0].Sample;

    public double Total => _total ??= _terms.Aggregate(0.0, (sum, term) => sum + term.Weight);

    public void Add(int sample, double weight)
    {
        int at = _terms.Count;
        while (at > 0 && _terms[at - 1].Sample > sample) at--;
        // In order, the sum so far goes on; otherwise it is taken anew when asked for.
        _total = at == _terms.Count ? _total + weight : null;
        _terms.Insert(at, (sample, weight));
    }
}
