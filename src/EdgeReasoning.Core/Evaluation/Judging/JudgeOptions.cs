using EdgeReasoning.Performance;

namespace EdgeReasoning.Evaluation;

/// <summary>How stored traces are judged.</summary>
public sealed record JudgeOptions
{
    /// <summary>
    /// Profiles by the name of the model, of the device that the traces were decoded on or of another one. The seconds and joules of all configurations of
    /// such a model are predicted by it from their tokens, so that they can be compared with each other. Those of other models are what was measured.
    /// </summary>
    public IReadOnlyDictionary<string, DeviceProfile> Profiles { get; init; } = new Dictionary<string, DeviceProfile>();

    /// <summary>Traces that the engine would decode at once, from 1; more take turns. Null, the default: as many as a configuration asks for.</summary>
    public int? ParallelTraces { get; init; }

    /// <summary>
    /// Tokens after which every trace is cut, from 1, as by a server's limit: thinking, markers and answer together. A trace that would be longer has no
    /// answer; none is forced out of it, which takes the model (<see cref="Budgets.LimitExtensions.Limit(Budgets.TokenBudget, int)"/>). Null, the default: none.
    /// </summary>
    public int? CutAfterTokens { get; init; }

    internal void Validate()
    {
        if (CutAfterTokens < 1) throw new ArgumentOutOfRangeException(nameof(CutAfterTokens), CutAfterTokens, "A trace is cut after at least 1 token; leave it null for none.");
        ArgumentNullException.ThrowIfNull(Profiles);
        if (ParallelTraces < 1) throw new ArgumentOutOfRangeException(nameof(ParallelTraces), ParallelTraces, "At least 1 trace is decoded at once; leave it null for all.");
    }
}
