using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Remote.Endpoints;
using EdgeReasoning.Remote.Wire;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Traces;

/// <summary>One trace: a streamed request, and, where its thinking is cut from here, a second one that continues it.</summary>
/// <remarks>
/// <code>
///   ask --ended--> done        ask --limit or time of the thinking is up--> continue --ended--> done
///   either --answer limit or deadline--> done          either --wave cancelled--> done (outvoted)
///   either --failed--> again, at the best server then, until the attempts are used up
/// </code>
/// </remarks>
internal sealed class TraceRun(RemoteEngineOptions options, EndpointPool pool, RemoteRequest request, RemotePlan plan, int index)
{
    private readonly ReplySoFar _reply = new();
    private readonly ulong _seed = request.SeedOf(index);
    private TimeSpan _startedAt;
    private bool _published;

    /// <summary>Runs it.</summary>
    /// <param name="outvoted">Ends it where the outcome is settled: what is there is the trace.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="RemoteException">No server gives a reply.</exception>
    public async Task<Trace> RunAsync(CancellationToken outvoted, CancellationToken cancellationToken)
    {
        _startedAt = request.Elapsed;
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(outvoted, cancellationToken);
        // Where the server keeps the deadline it ends the reply itself; time for its last words to arrive is allowed.
        if (plan.Deadline is { } deadline && !options.Dialect.KeepsDeadlines) CancelAfter(watch, deadline - request.Elapsed);
        StopReason? cut = null;
        try
        {
            StopReason? reason = null;
            if (plan.Prefill is null) (cut, reason) = await AskAsync(plan.Messages, isContinuation: false, watch.Token).ConfigureAwait(false);
            if (plan.Prefill is null && cut is null) return ToTrace(reason ?? StopReason.Natural, null);
            string begun = plan.Prefill ?? $"{options.Thinking.Markers!.Open}\n{_reply.Thinking}{plan.ClosingText}";
            (_, reason) = await AskAsync([.. plan.Messages, ChatMessage.Assistant(begun)], isContinuation: true, watch.Token).ConfigureAwait(false);
            return ToTrace(reason ?? StopReason.Natural, cut);
        }
        catch (OperationCanceledException) when (watch.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ToTrace(outvoted.IsCancellationRequested ? StopReason.Outvoted : StopReason.Deadline, cut);
        }
    }

    private static void CancelAfter(CancellationTokenSource source, TimeSpan time)
    {
        if (time <= TimeSpan.Zero) source.Cancel();
        else source.CancelAfter(time);
    }

    /// <returns>Why the thinking was cut, to be continued; and why the reply ended, both null where it just ended.</returns>
    private async Task<(StopReason? Cut, StopReason? Reason)> AskAsync(IReadOnlyList<ChatMessage> messages, bool isContinuation, CancellationToken cancellationToken)
    {
        TimeSpan delay = options.RetryDelay;
        for (var attempt = 0; ; attempt++)
        {
            Endpoint endpoint = pool.Acquire();
            Failure failure;
            try
            {
                (StopReason?, StopReason?) end = await AskAsync(endpoint, messages, isContinuation, cancellationToken).ConfigureAwait(false);
                pool.Release(endpoint);
                return end;
            }
            catch (Exception problem) when (Failure.Is(problem) && !cancellationToken.IsCancellationRequested)
            {
                failure = Failure.Of(problem, options.TimeProvider.GetUtcNow());
                pool.Release(endpoint, failure.MayPass ? Longer(failure.RetryAfter, options.RestTime) : null);
                // What was shown cannot be taken back; a further attempt may say something else.
                bool canRepeat = failure.MayPass && attempt < options.MaxRetries && !(request.IsStreaming && _published);
                if (!canRepeat) throw new RemoteException($"{endpoint.Url} failed{(failure.Status is { } status ? FormattableString.Invariant($" with status {status}") : "")} at attempt {attempt + 1}: {failure.Message}", endpoint.Url, failure.Status, problem);
            }
            catch
            {
                pool.Release(endpoint);
                throw;
            }

            _reply.Clear(keepThinking: isContinuation);
            // Another server that is well is asked at once.
            if (pool.HasRested) continue;
            await Task.Delay(Longer(failure.RetryAfter, delay), options.TimeProvider, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < options.MaxRetryDelay ? delay * 2 : options.MaxRetryDelay;
        }
    }

    private async Task<(StopReason? Cut, StopReason? Reason)> AskAsync(Endpoint endpoint, IReadOnlyList<ChatMessage> messages, bool isContinuation, CancellationToken cancellationToken)
    {
        using BinaryContent content = BinaryContent.Create(RequestWriter.ToBytes(Body(messages, isContinuation)));
        ClientResult result = await endpoint.Client.CompleteChatAsync(content, new RequestOptions { BufferResponse = false, CancellationToken = cancellationToken }).ConfigureAwait(false);
        // What continues a closed thinking is the answer, also where a server's parser takes it for thinking.
        var splitter = new ThinkingSplitter(isContinuation ? null : options.Thinking.Markers);
        await foreach (ReplyPiece piece in ReplyReader.ReadAsync(result, cancellationToken).ConfigureAwait(false))
        {
            if (piece.Usage is { } usage) _reply.Usage = usage;
            if (piece.FinishReason is not null) _reply.End = piece;
            Take(piece, splitter, isContinuation);
            if (isContinuation || _reply.Answer.Length > 0 || _reply.AnswerPieces > 0)
            {
                if (_reply.AnswerPieces >= plan.AnswerLimit && piece.FinishReason is null && _reply.End.FinishReason is null) return Cut(null, StopReason.Limit);
            }
            else if (ThinkingIsUp() is { } cut)
            {
                return Cut(cut, null);
            }
        }

        (string thinking, string answer) = splitter.Add("", final: true);
        Say(thinking, answer);
        return (null, _reply.End.Stop ?? (_reply.End.FinishReason == "length" ? StopReason.Limit : StopReason.Natural));
    }

    private (StopReason?, StopReason?) Cut(StopReason? cut, StopReason? reason)
    {
        _reply.Usage = null;
        return (cut, reason);
    }

    private JsonObject Body(IReadOnlyList<ChatMessage> messages, bool isContinuation)
    {
        JsonObject body = RequestWriter.Begin(options.Model, messages, request.Options.Sampling, plan.Variables, _seed);
        if (request.Options.AnswerGrammar is { } grammar) options.Dialect.WriteGrammar(body, grammar);
        int? total = plan.TotalLimit - _reply.ThinkingPieces;
        if (isContinuation) total = Smaller(total, plan.AnswerLimit);
        if (total is { } tokens) body["max_tokens"] = Math.Max(1, tokens);
        options.Dialect.Write(body, new RemoteBudget
        {
            ThinkingTokens = isContinuation ? null : plan.ThinkingLimit,
            AnswerTokens = plan.AnswerLimit,
            TotalTokens = total,
            TimeLeft = plan.Deadline - request.Elapsed,
        });
        if (isContinuation) options.Dialect.WriteContinuation(body);
        return body;
    }

    private void Take(ReplyPiece piece, ThinkingSplitter splitter, bool isContinuation)
    {
        string said = piece.Thinking ?? "";
        (string thinking, string answer) = piece.Content is { Length: > 0 } content ? splitter.Add(content) : ("", "");
        if (isContinuation) answer = said + answer;
        else thinking = said + thinking;
        if (said.Length == 0 && piece.Content is not { Length: > 0 }) return;
        _reply.Count(!isContinuation && (said.Length > 0 || splitter.IsThinking), request.Elapsed);
        Say(thinking, answer);
    }

    private void Say(string thinking, string answer)
    {
        if (thinking.Length > 0) Publish(ReasoningUpdateKind.Thinking, _reply.Thinking.Append(thinking), thinking);
        if (answer.Length > 0) Publish(ReasoningUpdateKind.Answer, _reply.Answer.Append(answer), answer);

        void Publish(ReasoningUpdateKind kind, object _, string text)
        {
            _published = true;
            request.Publish(new ReasoningUpdate { Kind = kind, TraceIndex = index, Text = text });
        }
    }

    /// <summary>Whether the thinking has to be cut from here, and why.</summary>
    private StopReason? ThinkingIsUp()
    {
        if (!options.Dialect.ContinuesReplies || _reply.ThinkingPieces == 0) return null;
        if (!options.Dialect.LimitsThinking && _reply.ThinkingPieces >= plan.ThinkingLimit) return StopReason.Limit;
        if (plan.Deadline is not { } deadline || options.Dialect.KeepsDeadlines) return null;
        // The answer needs another request, which takes as long to begin as this one did, and its own tokens.
        TimeSpan begin = _reply.FirstAt!.Value - _startedAt;
        TimeSpan answer = TimeSpan.FromSeconds((_reply.SecondsPerPiece ?? 0) * plan.AnswerReserve);
        TimeSpan left = deadline - request.Elapsed;
        // At most half of the time is kept: thinking is what it was given for.
        return left <= Shorter(begin + answer, deadline / 2) ? StopReason.Deadline : null;
    }

    private Trace ToTrace(StopReason reason, StopReason? cut)
    {
        TokenUsage usage = _reply.Tokens(cut is not null);
        bool thought = _reply.ThinkingPieces > 0, answered = _reply.AnswerPieces > 0;
        return new Trace
        {
            Index = index,
            Thinking = _reply.Thinking.ToString().Trim(),
            Answer = _reply.Answer.ToString().Trim(),
            Tokens = [],
            Usage = usage,
            Timing = new ReasoningTiming
            {
                Queue = _startedAt,
                Prefill = (_reply.FirstAt ?? request.Elapsed) - _startedAt,
                TimeToFirstToken = _reply.FirstAt ?? request.Elapsed,
                Total = request.Elapsed,
                InterToken = _reply.InterToken(),
            },
            StopReason = reason,
            ThinkingStop = cut ?? _reply.End.ThinkingStop ?? (!thought || !answered ? null : usage.ThinkingTokens >= plan.ThinkingLimit ? StopReason.Limit : StopReason.Natural),
            Interventions = cut is { } why ? [new Intervention(_reply.ThinkingPieces, 0, InterventionKind.Close, why)] : [],
            Seed = _seed,
        };
    }

    private static TimeSpan Longer(TimeSpan? a, TimeSpan b) => a > b ? a.Value : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static int? Smaller(int? a, int? b) => a is null || b < a ? b : a;
}
