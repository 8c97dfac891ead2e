using System.Collections.Concurrent;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>Counts how requests ended, and notes what must not be.</summary>
internal sealed class SoakTally
{
    private readonly ConcurrentDictionary<string, int> _outcomes = [];
    private readonly ConcurrentQueue<string> _mistakes = [];
    private int _asked, _compared, _engines;

    /// <summary>Requests that were sent.</summary>
    public int Asked => _asked;

    /// <summary>Requests that ended.</summary>
    public int Ended => _outcomes.Values.Sum();

    /// <summary>Greedy replies that were compared with what the model says alone.</summary>
    public int Compared => _compared;

    /// <summary>What must not be.</summary>
    public IReadOnlyCollection<string> Mistakes => _mistakes;

    public void Ask() => Interlocked.Increment(ref _asked);

    public void Compare() => Interlocked.Increment(ref _compared);

    public void AddEngine() => Interlocked.Increment(ref _engines);

    public void End(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    public void Complain(string mistake)
    {
        if (_mistakes.Count < 20) _mistakes.Enqueue(mistake);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{_engines} engines, {_asked} requests: {string.Join(", ", _outcomes.OrderByDescending(pair => pair.Value).Select(pair => FormattableString.Invariant($"{pair.Value} {pair.Key}")))}; {_compared} compared");
}
