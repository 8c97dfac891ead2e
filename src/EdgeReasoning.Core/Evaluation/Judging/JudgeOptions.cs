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

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Profiles);
        if (ParallelTraces < 1) throw new ArgumentOutOfRangeException(nameof(ParallelTraces), ParallelTraces, "At least 1 trace is decoded at once; leave it null for all.");
    }
}
