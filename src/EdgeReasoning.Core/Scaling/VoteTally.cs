using EdgeReasoning.Answers;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>
/// Counts votes for answers. The answer with the largest total weight leads; with the default weight of 1 that is the plurality.
/// </summary>
/// <remarks>
/// <para>
/// Ties: of equal weights the answer leads whose earliest sample has the lowest index. The index is that of the sample in its request, not the order
/// of arrival, so traces that finish in another order (other hardware, other batches) elect the same answer; and unlike an order of the answers
/// themselves it favours no letter. Everything the tally reports depends on the set of votes alone.
/// </para>
/// <para>
/// Answers are grouped by an <see cref="AnswerEquality"/>. With keys a vote costs O(1); without, each group is represented by the answer of its
/// earliest sample, and votes are compared with those. A sample without an answer never votes. Not safe for use from several threads at once.
/// </para>
/// </remarks>
public sealed class VoteTally
{
    private readonly VoteGroups _groups;
    private readonly HashSet<int> _samples = [];
    private readonly WeightSum _unparsed = new();
    private int _lowestOpen;
    private int _highest = -1;
    private bool _weighted;
    private IReadOnlyList<VoteCount>? _counts;

    /// <summary>Makes an empty tally.</summary>
    /// <param name="equality">What makes answers the same. Null, the default, takes <see cref="AnswerEquality.Mathematical"/>.</param>
    public VoteTally(AnswerEquality? equality = null) => _groups = new VoteGroups(equality ?? AnswerEquality.Mathematical);

    /// <summary>Samples that voted.</summary>
    public int Valid { get; private set; }

    /// <summary>Samples without an answer.</summary>
    public int Unparsed => Total - Valid;

    /// <summary>All samples added.</summary>
    public int Total => _samples.Count;

    /// <summary>The answer that leads, or <see cref="VoteCount.None"/> before the first valid vote.</summary>
    public VoteCount Leader => Counts.Count > 0 ? Counts[0] : VoteCount.None;

    /// <summary>The answer that comes second, or <see cref="VoteCount.None"/> while there is only one.</summary>
    public VoteCount RunnerUp => Counts.Count > 1 ? Counts[1] : VoteCount.None;

    /// <summary>Every answer given so far, the leader first, in the order of the vote.</summary>
    public IReadOnlyList<VoteCount> Counts => _counts ??= _groups.Counts();

    /// <summary>The weight of the leader as a share of all valid votes, from 0 to 1; with equal weights, of the samples that voted. 0 without a valid vote.</summary>
    public double Agreement => Share(0);

    /// <summary>The weight of the leader as a share of all samples, unparsed ones included, from 0 to 1. 0 without a valid vote.</summary>
    public double AgreementOverAll => Share(_unparsed.Total);

    /// <summary>Adds the answer that was extracted from a trace.</summary>
    /// <param name="trace">The trace; one without an extracted answer counts as unparsed.</param>
    /// <param name="weight">What the vote weighs, finite and at least 0. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of its range.</exception>
    /// <exception cref="ArgumentException">The trace has been added before.</exception>
    public void Add(Trace trace, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(trace);
        Add(trace.Extracted?.Normalized, trace.Index, weight);
    }

    /// <summary>Adds the answer of a sample.</summary>
    /// <param name="answer">The answer, or null, empty or blank when none could be extracted.</param>
    /// <param name="sampleIndex">The index of the sample in its request, at least 0. No index may come twice.</param>
    /// <param name="weight">What the vote weighs, finite and at least 0: 1 for a plurality vote, the trace's confidence for a weighted one. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index or the weight is out of its range.</exception>
    /// <exception cref="ArgumentException">The index has been added before.</exception>
    public void Add(string? answer, int sampleIndex, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sampleIndex);
        if (!double.IsFinite(weight) || weight < 0)
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A vote weighs a finite number of at least 0; give 1 to count votes.");
        if (!_samples.Add(sampleIndex))
            throw new ArgumentException($"Sample {sampleIndex} has been added before; each sample votes once.", nameof(sampleIndex));

        while (_samples.Contains(_lowestOpen)) _lowestOpen++;
        _highest = Math.Max(_highest, sampleIndex);
        _weighted |= weight != 1;
        _counts = null;
        if (string.IsNullOrWhiteSpace(answer))
        {
            _unparsed.Add(sampleIndex, weight);
            return;
        }

        Valid++;
        _groups.Add(answer, sampleIndex, weight);
    }

    /// <summary>
    /// Whether the vote is settled: no answers of the samples still to come, not even one that was never seen given by all of them, can change the
    /// winner, the tie rule included. A vote that is not settled may still be very likely to stay.
    /// </summary>
    /// <remarks>
    /// Samples still to come may have any index not added yet, and so may win a tie where an index below the leader's first is open.
    /// Exact for votes that all weigh 1; with other weights, whose sums round, a lead within the rounding is not settled.
    /// </remarks>
    /// <param name="remaining">Samples that may still come, at least 0.</param>
    /// <param name="maxWeight">The most that one of them can weigh, finite and at least 0. May be left out while every vote has weighed 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Votes have different weights and no <paramref name="maxWeight"/> is given.</exception>
    public bool IsDecided(int remaining, double? maxWeight = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(remaining);
        if (maxWeight is { } most && (!double.IsFinite(most) || most < 0))
            throw new ArgumentOutOfRangeException(nameof(maxWeight), most, "A vote weighs a finite number of at least 0.");
        if (_weighted && maxWeight is null)
            throw new InvalidOperationException("Votes are weighted; say with maxWeight how much one of the samples still to come can weigh.");
        if (remaining == 0) return true;
        if (Valid == 0) return false;

        // Without keys an earlier sample may regroup the later ones.
        if (!_groups.HasKeys && _lowestOpen < _highest) return false;

        double gain = remaining * (maxWeight ?? 1);
        double reach = RunnerUp.Weight + gain;
        // The challenger's earliest sample, if open indices are filled in its favour.
        int first = RunnerUp.Votes > 0 ? Math.Min(RunnerUp.FirstSample, _lowestOpen) : _lowestOpen;
        if (!_weighted && maxWeight is null or 1.0) return reach < Leader.Weight || (reach == Leader.Weight && Leader.FirstSample < first);
        // Sums of other weights round, so a lead within the rounding settles nothing.
        return reach * (1 + 1e-12) < Leader.Weight;
    }

    /// <summary>The outcome of the vote as it stands.</summary>
    public ScalingOutcome ToOutcome() => new()
    {
        Answer = Leader.Answer,
        Sample = Valid > 0 ? Leader.FirstSample : null,
        Agreement = Agreement,
        AgreementOverAll = AgreementOverAll,
        Counts = Counts,
        Valid = Valid,
        Unparsed = Unparsed,
    };

    private double Share(double others)
    {
        double all = Counts.Sum(c => c.Weight) + others;
        return all > 0 ? Leader.Weight / all : 0;
    }
}
