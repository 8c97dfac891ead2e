using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>The traces of a store, to be found by cell, question and sample.</summary>
internal sealed class StoredTraces
{
    private readonly Dictionary<SampleKey, StoredTrace> _traces;

    public StoredTraces(IEnumerable<StoredTrace> traces) => _traces = traces.ToDictionary(trace => trace.Key);

    public StoredTrace? Find(CellKey cell, string question, int sample) => _traces.GetValueOrDefault(new SampleKey(cell, question, sample));

    /// <summary>How many of a question's first samples are missing.</summary>
    public int Missing(CellKey cell, string question, int samples)
        => Enumerable.Range(0, samples).Count(sample => !_traces.ContainsKey(new SampleKey(cell, question, sample)));

    /// <summary>A question's samples in order, up to the first that is missing.</summary>
    public IReadOnlyList<StoredTrace> Of(CellKey cell, string question, int most)
    {
        var found = new List<StoredTrace>();
        while (found.Count < most && Find(cell, question, found.Count) is { } trace) found.Add(trace);
        return found;
    }

    /// <summary>The traces themselves, with the answers that the question's extractor finds.</summary>
    public static Trace[] Extract(BenchmarkQuestion question, IReadOnlyList<StoredTrace> stored)
        => [.. stored.Select(trace => trace.Trace with { Extracted = question.Grader.Extractor.Extract(trace.Trace.Answer) })];

    /// <exception cref="InvalidOperationException">Traces are of other wordings than the benchmark's.</exception>
    public static void CheckPrompts(Benchmark benchmark, IEnumerable<StoredTrace> traces, string store)
    {
        Dictionary<string, string> prompts = benchmark.Questions.ToDictionary(question => question.Id, question => question.Fingerprint);
        foreach (StoredTrace trace in traces)
        {
            if (prompts.TryGetValue(trace.Question, out string? prompt) && prompt != trace.Prompt)
                throw new InvalidOperationException($"{store} holds traces of another wording of question '{trace.Question}' than the benchmark has now. Load the benchmark as it was then, or name another store.");
        }
    }
}
