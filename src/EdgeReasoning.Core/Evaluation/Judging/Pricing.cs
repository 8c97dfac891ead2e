using EdgeReasoning.Performance;

namespace EdgeReasoning.Evaluation;

/// <summary>Says what the answer to a question took.</summary>
internal abstract class Pricing
{
    public abstract Provenance Timing { get; }

    public abstract string Device { get; }

    /// <summary>Known after the last question.</summary>
    public virtual long? MemoryBytes => null;

    /// <summary>Known after the last question.</summary>
    public virtual bool IsExtrapolated => false;

    public abstract QuestionOutcome Outcome(JudgedQuestion judged);
}
