using System.Security.Cryptography;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>One model file of the family, loaded.</summary>
internal sealed class Member : IAsyncDisposable
{
    private const int ParallelTraces = 32, SequenceTokens = 960;
    private const ulong Seed = 1;

    private readonly ReasoningEngine _engine;
    private readonly ModelInfo _info;

    private Member(ReasoningEngine engine, string path)
    {
        _engine = engine;
        _info = (ModelInfo)engine.GetService(typeof(ModelInfo))!;
        Name = string.Join('-', Path.GetFileNameWithoutExtension(path).Split('-').Take(2));
        FileBytes = new FileInfo(path).Length;
        Hash = HashOf(path);
    }

    public string Name { get; }

    /// <summary>The beginning of the file's SHA-256.</summary>
    public string Hash { get; }

    public string Quantization => _info.Quantization ?? "";

    public long Parameters => _info.ParameterCount ?? 0;

    public long FileBytes { get; }

    /// <summary>Tells a model's file from others of its name.</summary>
    public static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    public static async Task<Member> LoadAsync(string path) => new(await LlamaCppEngine.LoadAsync(path,
        // One thread each: the two cores have a model each.
        new LlamaCppOptions { Threads = 1 },
        new ReasoningEngineOptions { MaxParallelTraces = ParallelTraces, SequenceTokens = SequenceTokens, MaxBatchTokens = 1024, PrefillChunkTokens = 512, ExpectedReplyTokens = 160, ExpectedPromptTokens = 110 }), path);

    public async Task<Measurement> MeasureAsync(Setting setting, int questions)
    {
        IReadOnlyList<Question> asked = Question.Read(setting.Form, Math.Min(questions, setting.MaxQuestions));
        long start = TimeProvider.System.GetTimestamp();
        using var room = new SemaphoreSlim(2 * ParallelTraces);
        Reply[] replies = await Task.WhenAll(asked.Select(async (question, i) =>
        {
            await room.WaitAsync();
            try
            {
                return await AskAsync(question, setting, Seed + (ulong)i);
            }
            finally
            {
                room.Release();
            }
        }));
        return Measurement.Of(this, setting, replies, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task<Reply> AskAsync(Question question, Setting setting, ulong seed)
    {
        string text = setting.AskedTokens is { } tokens ? FormattableString.Invariant($"{question.Text} Think for at most {tokens} tokens.") : question.Text;
        ReasoningResult result = await _engine.ReasonAsync(text, new ReasoningOptions { Budget = setting.Budget, Scaling = setting.Scaling, Seed = seed });
        return new(IsRight(result.Chosen, question), IsRight(result.Traces[0], question), [.. result.Traces.Select(trace => trace.Usage.ThinkingTokens)], result.Usage.OutputTokens);
    }

    private static bool IsRight(Trace trace, Question question) => trace.Extracted?.Normalized == question.Answer;
}
