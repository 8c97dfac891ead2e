namespace EdgeReasoning.Evaluation;

/// <summary>Tells before the hours begin that nothing will come of them.</summary>
internal static class PositiveControl
{
    private const int MostOfAReply = 300;

    /// <exception cref="InvalidOperationException">No answer was found in any reply of the model.</exception>
    public static void Check(string model, Benchmark benchmark, TraceStore store)
    {
        StoredTrace[] traces = [.. store.Traces.Where(trace => trace.Model == model && benchmark.Find(trace.Question) is not null)];
        if (traces.Length == 0)
        {
            if (store.Failures.LastOrDefault(failure => failure.Model == model) is { } failure)
                throw new InvalidOperationException($"Positive control: every request to '{model}' failed, the last because: {failure.Error}");
            return;
        }

        if (traces.Any(trace => benchmark.Find(trace.Question)!.Grader.Extractor.Extract(trace.Trace.Answer) is not null)) return;
        StoredTrace last = traces[^1];
        string reply = last.Trace.Answer.Length > 0 ? last.Trace.Answer : last.Trace.Thinking;
        if (reply.Length > MostOfAReply) reply = string.Concat("…", reply.AsSpan(reply.Length - MostOfAReply));
        throw new InvalidOperationException(
            $"Positive control: no answer was found in any of the first {traces.Length} replies of '{model}' to '{benchmark.Name}'. The last, to question '{last.Question}' under '{last.Budget}', ended by {last.Trace.StopReason} with: \"{reply}\". "
            + $"Is it the right chat template, an answer format that the model knows, and a budget that leaves room for an answer? To sample nevertheless, set {nameof(EvaluationOptions)}.{nameof(EvaluationOptions.ControlQuestions)} to 0.");
    }
}
