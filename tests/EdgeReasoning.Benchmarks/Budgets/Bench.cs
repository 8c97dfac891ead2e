using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>A tiny model in an engine, and questions whose answers are known: StoryMath's test split, or, for the prototype, which knows simpler ones, questions made here.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private Bench(LlamaCppModel model, ReasoningEngine engine, bool isPrototype)
    {
        Model = model;
        Engine = engine;
        IsPrototype = isPrototype;
    }

    public LlamaCppModel Model { get; }

    public ReasoningEngine Engine { get; }

    private bool IsPrototype { get; }

    /// <summary>The token of the end marker.</summary>
    public int EndToken => Model.Tokenize(Engine.Thinking.Markers!.Close, addSpecial: false, parseSpecial: true)[0];

    /// <summary>Tokens of the text that is forced before the end marker.</summary>
    public int ClosingTextTokens => Model.Tokenize(Engine.Thinking.ClosingText, addSpecial: false, parseSpecial: false).Length;

    /// <summary>The token that ends a reply.</summary>
    public int EndOfReply => Enumerable.Range(0, Model.Info.VocabularySize).First(Model.IsEndOfGeneration);

    public static async Task<Bench> LoadAsync(string path, int parallelTraces, int sequenceTokens)
    {
        bool isPrototype = Path.GetFileName(path).StartsWith("prototype", StringComparison.Ordinal);
        LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
        var engine = new ReasoningEngine(model, new ReasoningEngineOptions
        {
            MaxParallelTraces = parallelTraces, SequenceTokens = sequenceTokens, MaxBatchTokens = 1024, PrefillChunkTokens = 512, ExpectedPromptTokens = 110, ExpectedReplyTokens = 160,
            // The prototype knows no white space around its end marker.
            Thinking = isPrototype ? ThinkingFamilies.Generic with { ClosingText = "", AfterClose = "", NoThinkingPrefill = "<think></think>" } : null,
        }, ownsModel: true);
        return new(model, engine, isPrototype);
    }

    public IReadOnlyList<Question> Questions(int count) => IsPrototype ? [.. Enumerable.Range(0, count).Select(Simple)] : Question.Read(Form.Open, count);

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    /// <summary>A story of three to six steps, as the prototype was trained on.</summary>
    private static Question Simple(int index)
    {
        var random = new Random(index);
        int coins = random.Next(10, 20), steps = random.Next(3, 7);
        string text = $"Gus has {coins} coins.";
        for (int i = 0; i < steps; i++)
        {
            int change = random.Next(1, 10);
            (string step, int after) = random.Next(3) switch
            {
                0 when coins < 40 => (" Gus doubles.", 2 * coins),
                1 when coins > change => ($" Gus gives {change}.", coins - change),
                _ => ($" Gus finds {change}.", coins + change),
            };
            text += step;
            coins = after;
        }
        return new(text + " How many?", coins.ToString(System.Globalization.CultureInfo.InvariantCulture), steps);
    }
}
