using System.Text;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>Sends requests to an engine and checks what comes back.</summary>
internal sealed class SoakCaller(ReasoningEngine engine, SoakTally tally)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Sends one and counts how it ended.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expected">The thinking that it must come to; null where anything may come.</param>
    public async Task SendAsync(SoakRequest request, string? expected = null)
    {
        tally.Ask();
        tally.End(await AskAsync(request, expected));
    }

    private async Task<string> AskAsync(SoakRequest request, string? expected)
    {
        using var source = new CancellationTokenSource();
        if (request.CancelAfter is { } milliseconds) source.CancelAfter(milliseconds);
        try
        {
            Task<ReasoningResult?> task = request.Streams ? StreamAsync(request, source.Token) : WholeAsync(request, source.Token);
            if (await task.WaitAsync(s_patience) is not { } result) return "left";
            Check(request, result, expected);
            return "answered";
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            return "cancelled";
        }
        catch (TimeoutException)
        {
            tally.Complain($"a request did not end within {s_patience}: {request}");
            return "lost";
        }
        catch (ObjectDisposedException)
        {
            return "disposed";
        }
        catch (ArgumentException refusal) when (refusal is not ArgumentNullException)
        {
            return "refused";
        }
        catch (Exception failure) when (failure is DecodeException or InvalidOperationException)
        {
            return "failed";
        }
        catch (Exception problem)
        {
            tally.Complain($"{problem.GetType().Name}: {problem.Message}, for {request}");
            return "wrong";
        }
    }

    private async Task<ReasoningResult?> WholeAsync(SoakRequest request, CancellationToken cancellationToken) => await engine.ReasonAsync(request.Prompt, request.Options, cancellationToken);

    private async Task<ReasoningResult?> StreamAsync(SoakRequest request, CancellationToken cancellationToken)
    {
        var pieces = new Dictionary<(int, ReasoningUpdateKind), StringBuilder>();
        int left = request.LeaveAfter ?? int.MaxValue;
        await foreach (ReasoningUpdate update in engine.StreamAsync(request.Prompt, request.Options, cancellationToken))
        {
            if (left-- == 0) return null;
            if (update.Trace is { } trace)
            {
                // Pieces of one trace that turn up in another would show here.
                if (Text(trace.Index, ReasoningUpdateKind.Thinking) != trace.Thinking || Text(trace.Index, ReasoningUpdateKind.Answer) != trace.Answer) tally.Complain($"the pieces '{Text(trace.Index, ReasoningUpdateKind.Thinking)}' and '{Text(trace.Index, ReasoningUpdateKind.Answer)}' do not add up to the trace '{trace.Thinking}' and '{trace.Answer}': {request}");
            }

            if (update.Result is { } result) return result;
            if (!pieces.TryGetValue((update.TraceIndex, update.Kind), out StringBuilder? text)) pieces[(update.TraceIndex, update.Kind)] = text = new StringBuilder();
            text.Append(update.Text);
        }

        tally.Complain($"a stream ended without a result: {request}");
        return null;

        string Text(int trace, ReasoningUpdateKind kind) => pieces.GetValueOrDefault((trace, kind))?.ToString().Trim() ?? "";
    }

    private void Check(SoakRequest request, ReasoningResult result, string? expected)
    {
        if (result.Seed != request.Options.Seed) tally.Complain($"the result of another seed: {request}");
        if (result.Traces.Select(trace => trace.Index).Distinct().Count() != result.Traces.Count) tally.Complain($"a trace is there twice: {request}");
        foreach (Trace trace in result.Traces)
        {
            if (trace.Usage.OutputTokens != trace.Tokens.Count) tally.Complain($"{trace.Usage.OutputTokens} tokens charged and {trace.Tokens.Count} there: {request}");
        }

        if (expected is null) return;
        tally.Compare();
        if (result.Thinking != expected) tally.Complain($"'{result.Thinking}' instead of '{expected}': {request.Prompt}");
    }
}
