namespace EdgeReasoning.Evaluation;

/// <summary>Questions with what is right. Immutable. Those that come with the library are read by <see cref="Benchmarks"/>.</summary>
public sealed class Benchmark
{
    private readonly Dictionary<string, BenchmarkQuestion> _byId;

    /// <summary>Makes a benchmark.</summary>
    /// <param name="name">What it is called; stored with the traces.</param>
    /// <param name="questions">At least one; no identifier may come twice.</param>
    /// <exception cref="ArgumentException">The name is blank, there is no question, or a question is without identifier or prompt, or has that of another.</exception>
    public Benchmark(string name, IEnumerable<BenchmarkQuestion> questions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(questions);
        Name = name;
        Questions = [.. questions];
        if (Questions.Count == 0) throw new ArgumentException($"The benchmark '{name}' has no questions.", nameof(questions));
        _byId = new Dictionary<string, BenchmarkQuestion>(Questions.Count);
        foreach (BenchmarkQuestion question in Questions)
        {
            if (string.IsNullOrWhiteSpace(question.Id) || string.IsNullOrWhiteSpace(question.Prompt))
                throw new ArgumentException($"Every question of '{name}' needs an identifier and a prompt; '{question.Id}' is without.", nameof(questions));
            if (!_byId.TryAdd(question.Id, question))
                throw new ArgumentException($"Two questions of '{name}' have the identifier '{question.Id}'; make them different.", nameof(questions));
        }
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The questions, in order.</summary>
    public IReadOnlyList<BenchmarkQuestion> Questions { get; }

    /// <summary>The question with an identifier; null where there is none.</summary>
    /// <param name="id">The identifier.</param>
    public BenchmarkQuestion? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The first questions, or all where there are fewer. Traces of a part count for the whole: a store may grow.</summary>
    /// <param name="count">How many, from 1.</param>
    public Benchmark Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new Benchmark(Name, Questions.Take(count));
    }

    /// <summary>The first questions of each subject, as the paper's 150 of MMLU-Redux are the first 5 of each of its 30.</summary>
    /// <param name="count">How many of each, from 1.</param>
    public Benchmark TakePerSubject(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var taken = new Dictionary<string, int>();
        return Where(question => (taken[question.Subject ?? ""] = taken.GetValueOrDefault(question.Subject ?? "") + 1) <= count);
    }

    /// <summary>The questions that fulfil a condition, asked in order.</summary>
    /// <param name="predicate">The condition.</param>
    /// <exception cref="ArgumentException">No question fulfils it.</exception>
    public Benchmark Where(Func<BenchmarkQuestion, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new Benchmark(Name, Questions.Where(predicate));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Questions.Count} questions";
}
