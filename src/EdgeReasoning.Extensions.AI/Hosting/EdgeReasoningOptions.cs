using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.Logging;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>How an app's engine is set up, in a form that configuration can fill. Checked when the host starts.</summary>
public sealed class EdgeReasoningOptions
{
    /// <summary>The model's file. Null, the default, where the loader knows it; a file that is given must exist.</summary>
    public string? ModelPath { get; set; }

    /// <summary>Traces decoded at once over all requests, from 1 to 256. Default 8.</summary>
    public int MaxParallelTraces { get; set; } = 8;

    /// <summary>Prompt and reply of one trace together, in tokens, from 2. Null, the default: the model's own, at most 4096.</summary>
    public int? SequenceTokens { get; set; }

    /// <summary>Whether the host's start waits until the model is loaded, and fails where that does. Default false: the first request loads it.</summary>
    public bool LoadAtStart { get; set; }

    /// <summary>Time for chat requests that give none, above 0. Null, the default, is no limit.</summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>Effort for chat requests that bring no budget of their own. Null, the default, is no limit.</summary>
    public EffortLevel? Effort { get; set; }

    /// <summary>The options of an engine of this size.</summary>
    /// <param name="loggers">Where it logs to; null for nowhere.</param>
    public ReasoningEngineOptions ToEngineOptions(ILoggerFactory? loggers = null) => new()
    {
        MaxParallelTraces = MaxParallelTraces,
        SequenceTokens = SequenceTokens,
        LoggerFactory = loggers,
    };

    /// <summary>What holds for chat requests that say nothing.</summary>
    internal ReasoningOptions ChatDefaults()
    {
        TokenBudget budget = TokenBudget.Unlimited;
        if (Effort is { } level) budget = budget.Effort(level);
        if (Deadline is { } time) budget = budget.Deadline(time);
        return new ReasoningOptions { Budget = budget };
    }
}
