namespace EdgeReasoning.Evaluation;

/// <summary>How traces are sampled.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Where the seeds of the traces are derived from, with the question, the budget, the sampling and the sample's number. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Requests under way at once, from 1. Default 1: every trace can be sampled again token for token, and those that are decoded alone have the timing
    /// of a single request. More fill the engine's batch, which takes less time for the whole, and more for each.
    /// </summary>
    public int ParallelRequests { get; init; } = 1;

    /// <summary>
    /// Samples of one question that are decoded together, sharing its decoded prompt, from 1. Default 1. The first sample of a question always has a
    /// request of its own, so that configurations of one sample keep their timing.
    /// </summary>
    public int WaveSamples { get; init; } = 1;

    /// <summary>
    /// Positive control: questions that every budget of a model is asked before the hours begin. The run fails when not one of the replies has an answer
    /// that can be found. From 0, which leaves it out; default 3. Nothing is wasted: they are traces of the run.
    /// </summary>
    public int ControlQuestions { get; init; } = 3;

    /// <summary>Leaves out, while it runs, what can no longer reach the frontier. Null, the default: everything is sampled.</summary>
    public FrontierPruning? Pruning { get; init; }

    /// <summary>The clock of progress and of the store's dates. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (ParallelRequests < 1) throw new ArgumentOutOfRangeException(nameof(ParallelRequests), ParallelRequests, "At least 1 request is under way.");
        if (WaveSamples is < 1 or > 4096) throw new ArgumentOutOfRangeException(nameof(WaveSamples), WaveSamples, "A wave has 1 to 4096 samples.");
        if (ControlQuestions < 0) throw new ArgumentOutOfRangeException(nameof(ControlQuestions), ControlQuestions, "Give 0 to leave the control out.");
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Pruning?.Validate();
    }
}
