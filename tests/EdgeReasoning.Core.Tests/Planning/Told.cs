using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Core.Tests.Planning;

/// <summary>Results and profiles made by hand, whose predictions can be worked out on paper.</summary>
internal static class Told
{
    public const string Board = "Board";

    /// <summary>A result whose first questions are right, and whose every question took the same.</summary>
    public static ConfigurationResult Result(
        string model, string budget, int correct, int of = 100, double seconds = 1, double? joules = null, int prompt = 100, int steps = 101, int output = 101,
        int samples = 1, int thinking = 50, long? memory = null, string device = Board, Provenance timing = Provenance.Measured, TokenBudget? tokens = null) => new()
        {
            Configuration = new Configuration
            {
                Model = model,
                Budget = new BudgetChoice(budget, tokens ?? TokenBudget.Unlimited),
                Scaling = samples == 1 ? ScalingChoice.Single : ScalingChoice.Majority(samples),
            },
            Outcomes = [.. Enumerable.Range(0, of).Select(i => new QuestionOutcome($"q{i}", i < correct, prompt, thinking, output, steps, samples, seconds, joules))],
            Timing = timing,
            Device = device,
            MemoryBytes = memory,
        };

    /// <summary>The same result with seconds of its own for each question.</summary>
    public static ConfigurationResult WithSeconds(this ConfigurationResult result, Func<int, double> seconds)
        => result with { Outcomes = [.. result.Outcomes.Select((outcome, i) => outcome with { Seconds = seconds(i) })] };

    /// <summary>A millisecond for each token of the prompt; 10 ms for a step of one trace, 2 ms for each further one; 10 W, if any.</summary>
    public static DeviceProfile Profile(string model, double? watts = null, bool parallel = true, string? quantization = null) => new()
    {
        Model = new ProfiledModel { Name = model, Quantization = quantization },
        Backend = new BackendIdentity { Library = "llama.cpp", Version = "v0.5.0", Backend = "CPU", Device = "Cortex" },
        Device = new DeviceState { ModelName = Board },
        Provenance = Provenance.Measured,
        Prefill = new LinearPrefill { SecondsPerToken = .001, FixedSeconds = 0, FittedPromptTokens = new TokenRange(1, 1000) },
        Decode = new DecodeLatencyModel { SecondsPerStep = .01, SecondsPerContextToken = 0, FittedContextTokens = new TokenRange(1, 2000) },
        Parallel = parallel ? [new ParallelDecodeModel { Layout = KvLayout.Separate, Costs = [new SequenceCost(1, .01), new SequenceCost(8, .024)], SecondsPerAttendedToken = 0 }] : [],
        PrefillPower = watts is { } prefill ? new ConstantPower { Watts = prefill } : null,
        DecodePower = watts is { } decode ? new ConstantPower { Watts = decode } : null,
        PowerRisePerDoubling = 0,
        Memory = new MemoryModel { WeightBytes = 1000, KvBytesPerToken = 1 },
    };
}
