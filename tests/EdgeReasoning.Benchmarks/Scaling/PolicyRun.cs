using System.Diagnostics;
using EdgeReasoning.Answers;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>Puts all questions to an engine under a policy, one after the other. The same question has the same seed under every policy.</summary>
internal sealed class PolicyRun(ReasoningEngine engine, IReadOnlyList<StoryQuestion> questions, SamplingOptions sampling)
{
    private readonly IPowerMeter? _meter = PowerMeters.Discover().FirstOrDefault();

    public string Meter => _meter is null ? "none on this machine: joules were not measured" : $"{_meter.Name}, {_meter.Rail}";

    public async Task<(Answered[] Answers, double? Joules)> All(ScalingPolicy policy)
    {
        PowerRecorder? recorder = _meter is null ? null : new PowerRecorder(_meter);
        var answers = new Answered[questions.Count];
        for (int i = 0; i < answers.Length; i++) answers[i] = await One(i, policy);
        if (recorder is null) return (answers, null);
        PowerTrace power = await recorder.StopAsync();
        return (answers, power.Samples.Count > 1 ? power.Integrate(power.Samples[0].At, power.Samples[^1].At).Joules : null);
    }

    public async Task<Answered> One(int question, ScalingPolicy policy, ulong stream = 0)
    {
        long start = Stopwatch.GetTimestamp();
        ReasoningResult result = await engine.ReasonAsync(questions[question].Text, new ReasoningOptions
        {
            Scaling = policy, Sampling = sampling, Seed = (ulong)question + (stream << 32), Extractor = AnswerExtractors.Number,
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        bool correct = AnswerEquality.Mathematical.Equals(result.Vote.Answer, questions[question].Answer);
        int samples = result.Traces.Count(trace => trace.StopReason != StopReason.Outvoted);
        return new Answered(question, questions[question].Steps, result.Vote.Answer, correct, samples, result.Usage.OutputTokens, seconds);
    }
}
