using System.CommandLine;
using System.Globalization;
using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>ask</c>: one question, answered as it is thought.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A GGUF file, or tiny:NAME." };
        var question = new Argument<string>("question") { Description = "What is asked; - reads it from standard input." };
        var budget = new Option<string>("--budget") { Description = "How long to think: 'limit 128', 'no-thinking', 'ask 96 + limit 128', 'effort low' …", DefaultValueFactory = _ => "unlimited" };
        var deadline = new Option<string?>("--deadline") { Description = "Time until the answer: 500ms, 2s." };
        var scaling = new Option<string>("--scaling") { Description = "How many samples: 'majority of 8', 'adaptive-consistency of 16' …", DefaultValueFactory = _ => "single" };
        var temperature = new Option<float>("--temperature") { Description = "0 takes the likeliest token always.", DefaultValueFactory = _ => new SamplingOptions().Temperature };
        var seed = new Option<ulong?>("--seed") { Description = "The same seed gives the same answer." };
        var answerOnly = new Option<bool>("--answer-only") { Description = "Leaves the thinking out." };
        var choice = new ModelChoice();
        return Verb.Create("ask", "Answers a question.", [model, question, budget, deadline, scaling, temperature, seed, answerOnly, .. choice.Options], async (parsed, screen, cancellationToken) =>
        {
            ScalingChoice samples = ScalingChoice.Parse(parsed.GetValue(scaling)!);
            TokenBudget tokens = BudgetChoice.Parse(parsed.GetValue(budget)!).Budget;
            if (parsed.GetValue(deadline) is { } time) tokens = tokens.And(BudgetChoice.Parse($"deadline {time}").Budget);
            var options = new ReasoningOptions
            {
                Budget = tokens,
                Scaling = samples.Policy,
                Sampling = new SamplingOptions { Temperature = parsed.GetValue(temperature) },
                Seed = parsed.GetValue(seed),
            };
            string text = parsed.GetValue(question) is "-" ? await Console.In.ReadToEndAsync(cancellationToken) : parsed.GetValue(question)!;
            await using ReasoningEngine engine = await choice.LoadAsync(parsed, parsed.GetValue(model)!,
                new ReasoningEngineOptions { MaxParallelTraces = Math.Clamp(samples.Samples, 1, 32) }, cancellationToken);
            await AskAsync(screen, engine, text, options, parsed.GetValue(answerOnly), cancellationToken);
            return ExitCodes.Done;
        });
    }

    private static async Task AskAsync(Screen screen, ReasoningEngine engine, string question, ReasoningOptions options, bool answerOnly, CancellationToken cancellationToken)
    {
        ReasoningUpdateKind? phase = null;
        await foreach (ReasoningUpdate update in engine.StreamAsync(question, options, cancellationToken))
        {
            // Of several samples only the first is shown as it comes; who wins is known at the end.
            if (update.Text.Length > 0 && update.TraceIndex == 0 && !(answerOnly && update.Kind == ReasoningUpdateKind.Thinking))
            {
                if (phase is not null && phase != update.Kind) screen.Part("\n\n");
                phase = update.Kind;
                screen.Part(update.Text);
            }

            if (update.Result is { } result) Show(screen, result);
        }
    }

    private static void Show(Screen screen, ReasoningResult result)
    {
        screen.Json(new
        {
            answer = result.Answer,
            extracted = result.Chosen.Extracted?.Normalized,
            thinking = result.Thinking,
            stopReason = result.StopReason,
            thinkingStop = result.Chosen.ThinkingStop,
            usage = result.Usage,
            seconds = result.Timing.Total.TotalSeconds,
            firstTokenSeconds = result.Timing.TimeToFirstToken.TotalSeconds,
            votes = result.Vote.Counts,
            seed = result.Seed,
            identity = result.Identity,
        });
        screen.Line();
        if (result.Traces.Count > 1)
        {
            screen.Line();
            foreach (VoteCount vote in result.Vote.Counts) screen.Line($"{vote.Votes} of {result.Traces.Count} say {vote.Answer}");
        }

        screen.Note(string.Create(CultureInfo.InvariantCulture,
            $"[{result.Usage.ThinkingTokens} thinking + {result.Usage.AnswerTokens} answer tokens, {result.Timing.Total.TotalMilliseconds:N0} ms, {result.StopReason}]"));
    }
}
