using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

// A path to any GGUF on the command line takes the place of the tiny model that comes along; questions may follow it.
bool tiny = args.Length == 0;
string model = tiny ? TinyModels.PrototypeReasoner : args[0];
string[] questions = args.Length > 1 ? args[1..] : tiny
    ? [
        "Gus has 18 coins. Gus gives 8. Gus doubles. How many?",
        "Ann has 17 pens. Ann finds 6. Ann loses 4. Ann buys 9. How many?",
        "Fay has 12 nuts. Fay eats 6. Fay doubles. Fay gives 3. Fay wins 8. Fay doubles. How many?",
    ]
    : ["Which is larger, 3^5 or 5^3?"];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    long start = TimeProvider.System.GetTimestamp();
    // A model this small is faster on one thread than on several that wait for each other; others get every core.
    var options = new LlamaCppOptions { Threads = tiny ? 1 : null };
    await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(model, options, cancellationToken: stop.Token);
    var info = (ModelInfo)engine.GetService(typeof(ModelInfo))!;
    Console.WriteLine($"{info.Name}: {info.ParameterCount / 1e6:0.##} M parameters, {info.Quantization}, loaded in {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0} ms");
    Console.WriteLine(engine.Identity);

    foreach (string question in questions)
    {
        Console.WriteLine($"\n> {question}");
        await AskAsync(engine, question, stop.Token);
    }

    Console.WriteLine($"\n> the last question again, 8 samples at the most, until the vote is decided");
    await SampleAsync(engine, questions[^1], samples: 8, stop.Token);
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
catch (Exception problem) when (problem is ModelLoadException or NativeLibraryException or InsufficientMemoryException or TemplateException or DecodeException or ArgumentException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static async Task AskAsync(ReasoningEngine engine, string question, CancellationToken cancellationToken)
{
    ReasoningUpdateKind? phase = null;
    await foreach (ReasoningUpdate update in engine.StreamAsync(question, cancellationToken: cancellationToken))
    {
        if (update.Text.Length > 0)
        {
            if (update.Kind != phase) Console.Write(update.Kind == ReasoningUpdateKind.Thinking ? "  thinks:  " : "\n  answers: ");
            phase = update.Kind;
            Console.Write(update.Text);
        }
        if (update.Result is { } result)
        {
            Console.WriteLine();
            Console.WriteLine($"  {result.Usage.ThinkingTokens} thinking tokens; first token after {result.Timing.TimeToFirstToken.TotalMilliseconds:0.0} ms, "
                + $"then one every {result.Timing.InterToken?.Median.TotalMilliseconds:0.00} ms; {result.Timing.Total.TotalMilliseconds:0.0} ms in all");
        }
    }
}

static async Task SampleAsync(ReasoningEngine engine, string question, int samples, CancellationToken cancellationToken)
{
    ReasoningResult result = await engine.ReasonAsync(question, new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(samples) }, cancellationToken);
    foreach (VoteCount vote in result.Vote.Counts) Console.WriteLine($"  {vote.Votes} of {result.Vote.Valid} say {vote.Answer}");
    double seconds = result.Timing.Total.TotalSeconds;
    Console.WriteLine($"  {result.Usage.OutputTokens} tokens in {seconds * 1000:0.0} ms: {result.Usage.OutputTokens / seconds:N0} tokens a second");
}
