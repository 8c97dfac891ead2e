using System.Globalization;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Storing;

/// <summary>Traces as a run stores them, with made-up text of the usual length of a token, and the questions they answer.</summary>
internal sealed class SampleTraces(int thinkingTokens)
{
    private const int VocabularySize = 151_936, Texts = 64;

    private static readonly string[] s_words = ["so", "the", "first", "train", "leaves", "at", "nine", "and", "needs", "two", "hours", "more", "wait", "12 + 30 = 42", "then", "check", "again"];

    private readonly (string Thinking, int[] Tokens)[] _replies = [.. Enumerable.Range(0, Texts).Select(seed => Reply(thinkingTokens, new Random(seed)))];

    public static Configuration Configuration(int samples) => new() { Model = "model", Scaling = samples == 1 ? ScalingChoice.Single : ScalingChoice.Majority(samples) };

    public static StoredRun Run { get; } = new() { Benchmark = "questions", Seed = 1, Library = "1", CreatedAt = DateTimeOffset.UnixEpoch };

    public static StoredModel Model { get; } = new() { Name = "model", Library = "1", LoadedAt = DateTimeOffset.UnixEpoch };

    public static Benchmark Benchmark(int questions) => new("questions", Enumerable.Range(0, questions).Select(i => new BenchmarkQuestion
    {
        Id = Id(i), Prompt = Prompt(i), Grader = AnswerGraders.Number(((i % 3) + 40).ToString(CultureInfo.InvariantCulture)),
    }));

    /// <summary>One sample of one question.</summary>
    public StoredTrace Trace(int question, int sample)
    {
        (string thinking, int[] tokens) = _replies[(question * 7 + sample) % Texts];
        CellKey cell = CellKey.Of(Configuration(1));
        return new StoredTrace
        {
            Model = cell.Model, Source = 0, Budget = cell.Budget, Sampling = cell.Sampling, Question = Id(question), Prompt = EvaluationPrint(question), Sample = sample, Together = 1,
            Trace = new Trace
            {
                Index = sample, Thinking = thinking, Answer = $"The answer is {40 + (question + sample) % 3}.", Tokens = tokens,
                Usage = new TokenUsage(96, thinkingTokens, 6, 2, 0, 0),
                Timing = new ReasoningTiming
                {
                    Queue = TimeSpan.FromMilliseconds(1.25), Prefill = TimeSpan.FromMilliseconds(31.0625), TimeToFirstToken = TimeSpan.FromMilliseconds(33.125), Total = TimeSpan.FromSeconds(4.0078125),
                    InterToken = new InterTokenLatency(tokens.Length - 1, TimeSpan.FromMilliseconds(26.5), TimeSpan.FromMilliseconds(26.1), TimeSpan.FromMilliseconds(28.9), TimeSpan.FromMilliseconds(35.2), TimeSpan.FromMilliseconds(61.7)),
                },
                StopReason = StopReason.Natural, ThinkingStop = StopReason.Natural, Seed = 0x9E3779B97F4A7C15 * (ulong)(question + 1),
            },
        };
    }

    private static string EvaluationPrint(int question) => PromptFingerprint.Of(Prompt(question));

    private static string Id(int question) => string.Create(CultureInfo.InvariantCulture, $"test/{question:00000}");

    private static string Prompt(int question) => string.Create(CultureInfo.InvariantCulture, $"A train leaves at nine with {question} people. How many arrive?");

    private static (string Thinking, int[] Tokens) Reply(int tokens, Random random) => (
        string.Join(' ', Enumerable.Range(0, tokens).Select(_ => s_words[random.Next(s_words.Length)])),
        [.. Enumerable.Range(0, tokens + 8).Select(_ => (int)(VocabularySize * Math.Pow(random.NextDouble(), 3)))]);
}
