using EdgeReasoning.Traces;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Decodes the traces of all requests in one context, on one thread of its own: continuous batching.</summary>
/// <remarks>
/// Each round takes in new requests, drops abandoned ones, gives memory to waiting traces in the order they came, and decodes one batch: the
/// next token of every running trace, and a chunk of the prompts that wait. The prompt of a request is decoded once, in the
/// sequence of its first trace, and forked to the others.
/// </remarks>
internal sealed class Scheduler
{
    private readonly IInferenceModel _model;
    private readonly IInferenceContext _context;
    private readonly ReasoningEngineOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly PhaseMarkers _markers;
    private readonly TokenBatch _batch;
    private readonly SlotTable _slots;
    private readonly Queue<Job> _waiting = new();
    private readonly ConcurrentQueue<Job> _inbox = new();
    private readonly object _signal = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _rewinds;
    private bool _signaled;
    private long _launches;
    private volatile bool _stopping;
    private volatile Exception? _fault;

    public Scheduler(IInferenceModel model, IInferenceContext context, ReasoningEngineOptions options, PhaseMarkers markers, ILogger logger)
    {
        _model = model;
        _context = context;
        _options = options;
        _logger = logger;
        _time = options.TimeProvider;
        _markers = markers;
        _batch = new TokenBatch(context.Limits.MaxBatchTokens);
        _slots = new SlotTable(context);
        _rewinds = context.Capabilities.HasFlag(ContextCapabilities.Rewind);
        new Thread(Run) { IsBackground = true, Name = "EdgeReasoning decoding" }.Start();
    }

    /// <summary>Sequences without a trace, and cells nobody has reserved: all of them when the engine is idle.</summary>
    public (int Sequences, int Cells) Unused => _slots.Unused;

    public Task Stopped => _stopped.Task;

    public void Submit(Job job)
    {
        _inbox.Enqueue(job);
        Wake();
        // The thread may have emptied the inbox for the last time just before this job came in.
        if (_stopped.Task.IsCompleted) RefuseInbox();
    }

    /// <summary>Makes the thread look around: something has come in, or was abandoned.</summary>
    public void Wake()
    {
        lock (_signal)
        {
            _signaled = true;
            Monitor.Pulse(_signal);
        }
    }

    /// <summary>Asks the thread to end; <see cref="Stopped"/> completes when it has.</summary>
    public void Stop()
    {
        _stopping = true;
        Wake();
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                while (_inbox.TryDequeue(out Job? job)) _waiting.Enqueue(job);
                DropAbandoned();
                GiveMemory();
                if (_slots.Active.Count == 0) Sleep();
                else Step();
            }
        }
        catch (Exception exception)
        {
            // Nothing is known of the context any more: every request fails, now and from now on.
            _fault = exception;
            Log.EngineFailed(_logger, exception);
        }
        foreach (TraceSlot slot in _slots.Active) slot.Job.Fail(StopException());
        foreach (Job job in _waiting) job.Fail(StopException());
        _stopped.SetResult();
        RefuseInbox();
    }

    private void Sleep()
    {
        lock (_signal)
        {
            while (!_signaled) Monitor.Wait(_signal);
            _signaled = false;
        }
    }

    private void RefuseInbox()
    {
        while (_inbox.TryDequeue(out Job? job)) job.Fail(StopException());
    }

    private Exception StopException() => _fault is { } fault
        ? new InvalidOperationException($"The engine has stopped after an error: {fault.Message} Make a new engine.", fault)
        : new ObjectDisposedException(nameof(ReasoningEngine));

    private void DropAbandoned()
    {
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (_slots.Active[i].Job.IsAbandoned) _slots.Free(_slots.Active[i]);
        }
    }

    private void GiveMemory()
    {
        while (_waiting.TryPeek(out Job? job))
        {
            if (job.IsAbandoned || !job.HasPending) _waiting.Dequeue();
            else if (!TryLaunch(job)) return;
        }
    }

    private bool TryLaunch(Job job)
    {
        TraceSlot? sibling = _slots.FindSibling(job, _rewinds);
        if (_slots.TryTake(job, sharesPrompt: sibling is not null) is not { } slot) return false;
        Begin(slot, job);
        try
        {
            if (sibling is { State: SlotState.Decoding })
            {
                _context.Fork(sibling.Sequence, slot.Sequence);
                Rewind(slot);
            }
            else
            {
                slot.Prefilled = 0;
                slot.State = sibling is null ? SlotState.Prefilling : SlotState.AwaitingPrompt;
            }
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            Fail(job, exception);
        }
        return true;
    }

    private void Begin(TraceSlot slot, Job job)
    {
        int index = job.Launched++;
        ulong seed = SplitMix64.At(job.Seed, (ulong)index);
        job.Holding++;
        job.StartedAt ??= _time.GetTimestamp();
        slot.Begin(job, index, job.Sampler.Fork(seed), seed, _markers);
        slot.Launch = _launches++;
    }

    /// <summary>Leaves the prompt but for its last token, whose logits the trace needs.</summary>
    private void Rewind(TraceSlot slot)
    {
        int keep = slot.Job.Prompt.Length - 1;
        if (!_context.TryTruncate(slot.Sequence, keep))
        {
            _context.Release(slot.Sequence);
            keep = 0;
        }
        slot.Prefilled = keep;
        slot.State = SlotState.Prefilling;
    }

    private void Step()
    {
        FillBatch();
        try
        {
            _context.Decode(_batch);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            Log.DecodeFailed(_logger, _batch.Count, exception);
            FailBatch(exception);
            return;
        }
        TakeLogits();
    }

    private void FillBatch()
    {
        AllotPrefill();
        _batch.Clear();
        foreach (TraceSlot slot in _slots.Active)
        {
            slot.Row = -1;
            int[] prompt = slot.Job.Prompt;
            if (slot.State == SlotState.Decoding)
                slot.Row = _batch.Add(slot.LastToken, prompt.Length + slot.Count - 1, slot.Sequence, wantsLogits: true);
            for (int i = slot.Prefilled, end = slot.Prefilled + slot.Chunk; i < end; i++)
            {
                bool last = i == prompt.Length - 1;
                int row = _batch.Add(prompt[i], i, slot.Sequence, last);
                if (last) slot.Row = row;
            }
        }
    }

    /// <summary>Shares the room beside the running traces among the prompts that wait, first come first served.</summary>
    private void AllotPrefill()
    {
        int decoding = 0;
        foreach (TraceSlot slot in _slots.Active)
        {
            slot.Chunk = 0;
            if (slot.State == SlotState.Decoding) decoding++;
        }
        int room = _batch.Capacity - decoding;
        if (decoding > 0) room = Math.Min(room, _options.PrefillChunkTokens);
        while (room > 0 && _slots.FirstToPrefill() is { } slot)
        {
            slot.Chunk = Math.Min(room, slot.Job.Prompt.Length - slot.Prefilled);
            room -= slot.Chunk;
        }
    }

    private void TakeLogits()
    {
        long now = _time.GetTimestamp();
        // Traces that finish leave the list as it is walked, so it is walked from the end; a row is taken once, should one come by again.
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (i >= _slots.Active.Count) continue;
            TraceSlot slot = _slots.Active[i];
            int row = slot.Row;
            slot.Prefilled += slot.Chunk;
            slot.Chunk = 0;
            slot.Row = -1;
            if (row < 0) continue;
            Job job = slot.Job;
            try
            {
                if (slot.State == SlotState.Prefilling) SharePrompt(slot, row, now);
                Advance(slot, _context.GetLogits(row), now);
            }
            catch (Exception exception) when (exception is not ObjectDisposedException)
            {
                Fail(job, exception);
            }
        }
    }

    /// <summary>The prompt is in memory: those who waited for it get a fork and their first token.</summary>
    private void SharePrompt(TraceSlot source, int row, long now)
    {
        source.State = SlotState.Decoding;
        if (source.Job.PrefilledAt is not null) return;
        source.Job.PrefilledAt = now;
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            TraceSlot slot = _slots.Active[i];
            if (slot.Job != source.Job || slot.State != SlotState.AwaitingPrompt) continue;
            _context.Fork(source.Sequence, slot.Sequence);
            slot.Prefilled = source.Job.Prompt.Length;
            slot.State = SlotState.Decoding;
            Advance(slot, _context.GetLogits(row), now);
        }
    }

    private void Advance(TraceSlot slot, ReadOnlySpan<float> logits, long now)
    {
        Job job = slot.Job;
        SampledToken sampled = slot.Sample(logits);
        job.FirstTokenAt ??= now;
        if (_model.IsEndOfGeneration(sampled.Token))
        {
            Finish(slot, StopReason.Natural, now);
            return;
        }
        double gap = slot.Count > 0 ? _time.GetElapsedTime(slot.LastTokenAt, now).TotalSeconds : 0;
        slot.Take(sampled, _model.GetTokenBytes(sampled.Token), gap, now);
        if (slot.Count == job.MaxTokens)
        {
            Finish(slot, StopReason.Limit, now);
            return;
        }
        slot.PublishText(final: false);
    }

    private void Finish(TraceSlot slot, StopReason reason, long now)
    {
        Job job = slot.Job;
        slot.Phases.Complete();
        slot.PublishText(final: true);
        Trace trace = slot.ToTrace(reason, gaps => Timing(job, slot.FirstTokenAt ?? now, now, gaps));
        if (job.Keep(trace))
        {
            _slots.Free(slot);
            job.Complete(Timing(job, job.FirstTokenAt ?? now, now, InterTokenLatency.Summarize(CollectionsMarshal.AsSpan(job.Gaps))));
        }
        else if (job.HasPending && _rewinds && !job.IsAbandoned)
        {
            // The next trace of the request takes over the place, and with it the prompt.
            job.Holding--;
            Begin(slot, job);
            Rewind(slot);
        }
        else
        {
            _slots.Free(slot);
        }
    }

    private ReasoningTiming Timing(Job job, long firstTokenAt, long now, InterTokenLatency? gaps)
    {
        long started = job.StartedAt ?? now;
        return new ReasoningTiming
        {
            Queue = _time.GetElapsedTime(job.EnqueuedAt, started),
            Prefill = _time.GetElapsedTime(started, job.PrefilledAt ?? now),
            TimeToFirstToken = _time.GetElapsedTime(job.EnqueuedAt, firstTokenAt),
            Total = _time.GetElapsedTime(job.EnqueuedAt, now),
            InterToken = gaps,
        };
    }

    private void FailBatch(Exception exception)
    {
        // Requests are failed one by one; each takes its traces out of the list.
        while (_slots.Active.Find(slot => slot.Row >= 0 || slot.Chunk > 0) is { } touched) Fail(touched.Job, exception);
    }

    private void Fail(Job job, Exception exception)
    {
        job.Fail(exception);
        _slots.Free(job);
    }
}
