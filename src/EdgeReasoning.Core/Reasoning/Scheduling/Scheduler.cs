using System.Collections.Concurrent;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;
using EdgeReasoning.Traces;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Decodes the traces of all requests in one context, on one thread of its own: continuous batching.</summary>
/// <remarks>
/// Each round takes in new waves of traces, drops what nobody wants any more, gives memory to what waits in the order it came, and decodes one
/// batch (<see cref="BatchBuilder"/>). The prompt of a request is decoded once, in the
/// sequence of its first trace, and forked to the others; between waves it stays in memory as long as nobody else needs the room.
/// </remarks>
internal sealed class Scheduler
{
    private readonly IInferenceContext _context;
    private readonly ReasoningEngineOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TokenBatch _batch;
    private readonly SlotTable _slots;
    private readonly TraceLauncher _launcher;
    private readonly TraceStepper _stepper;
    private readonly List<Wave> _waiting = [];
    private readonly ConcurrentQueue<Wave> _inbox = new();
    private readonly object _signal = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _signaled;
    private volatile bool _stopping;
    private volatile Exception? _fault;

    public Scheduler(IInferenceModel model, IInferenceContext context, ReasoningEngineOptions options, PhaseMarkers markers, SamplerWorkspace workspace, ILogger logger)
    {
        _context = context;
        _options = options;
        _logger = logger;
        _time = options.TimeProvider;
        _batch = new TokenBatch(context.Limits.MaxBatchTokens);
        _slots = new SlotTable(context);
        _stepper = new TraceStepper(model, workspace, _time);
        _launcher = new TraceLauncher(context, _slots, markers, _time);
        new Thread(Run) { IsBackground = true, Name = "EdgeReasoning decoding" }.Start();
    }

    /// <summary>Sequences and cells that nobody needs: all of them when the engine is idle.</summary>
    public (int Sequences, int Cells) Unused => _slots.Unused;

    public Task Stopped => _stopped.Task;

    public void Submit(Wave wave)
    {
        _inbox.Enqueue(wave);
        Wake();
        // The thread may have emptied the inbox for the last time just before this wave came in.
        if (_stopped.Task.IsCompleted) RefuseInbox();
    }

    /// <summary>Makes the thread look around: something has come in, or is not wanted any more.</summary>
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
                while (_inbox.TryDequeue(out Wave? wave)) _waiting.Add(wave);
                DropUnwanted();
                StartProbes();
                GiveMemory();
                while (_slots.FindMove() is { } slot) Move(slot);
                if (_slots.IsIdle) Sleep();
                else Step();
            }
        }
        catch (Exception exception)
        {
            // Nothing is known of the context any more: every request fails, now and from now on.
            _fault = exception;
            Log.EngineFailed(_logger, exception);
        }
        foreach (Slot slot in _slots.Active) slot.Wave.Request.Fail(StopException());
        foreach (Slot slot in _slots.Active) slot.End();
        foreach (Wave wave in _waiting) wave.Request.Fail(StopException());
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
        while (_inbox.TryDequeue(out Wave? wave)) wave.Request.Fail(StopException());
    }

    private Exception StopException() => _fault is { } fault
        ? new InvalidOperationException($"The engine has stopped after an error: {fault.Message} Make a new engine.", fault)
        : new ObjectDisposedException(nameof(ReasoningEngine));

    /// <summary>Frees what belongs to requests that have ended, and ends the traces of waves that are settled, or whose time is up before they began.</summary>
    private void DropUnwanted()
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            Wave wave = _waiting[i];
            if (!wave.Request.IsClosed && IsLate(wave)) wave.Expire(_stepper.Unstarted);
            if (wave.HasPending) continue;
            wave.CompleteIfDone();
            _waiting.RemoveAt(i);
        }
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            // A trace takes its probe along, so that the list may shrink by two.
            if (i >= _slots.Active.Count) continue;
            Slot slot = _slots.Active[i];
            Wave wave = slot.Wave;
            if (slot is TraceSlot { State: SlotState.Retired }) continue;
            if (wave.Request.IsClosed) Leave(slot);
            else if (slot is not TraceSlot { State: not SlotState.Kept } trace) continue;
            else if (wave.IsCancelled) End(trace, StopReason.Outvoted);
            else if (trace.Log.Count == 0 && IsLate(wave)) End(trace, StopReason.Deadline);
        }
    }

    /// <summary>The request has ended: nothing stays, or its prompt alone.</summary>
    private void Leave(Slot slot)
    {
        if (slot is TraceSlot trace && trace.Wave.Request.Options.ReusesPrompt && _slots.CanKeep(trace))
            Guard(trace.Wave.Request, () => _slots.Retire(trace));
        else
            _slots.Free(slot);
    }

    private bool IsLate(Wave wave) =>
        wave.Prompt.Deadline is { } deadline && _time.GetElapsedTime(wave.Request.EnqueuedAt) >= deadline;

    /// <summary>Probes go before traces that wait: they may spare the trace they belong to.</summary>
    private void StartProbes()
    {
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (_slots.Active[i] is not TraceSlot { WantedProbe: { } options, Probe: null } source) continue;
            if (!source.Phases.IsThinking)
            {
                source.WantedProbe = null;
                continue;
            }
            ProbeSlot? probe = _slots.TryTakeProbe(source, options);
            if (probe is null && _slots.TryEvict()) probe = _slots.TryTakeProbe(source, options);
            if (probe is null) return;
            try
            {
                _context.Fork(source.Sequence, probe.Sequence);
                source.WantedProbe = null;
                source.Probe = probe;
                probe.Launch = _launcher.NextNumber();
                probe.Begin(source, options);
            }
            catch (Exception exception) when (exception is not ObjectDisposedException)
            {
                Fail(source.Wave.Request, exception);
                return;
            }
        }
    }

    private void GiveMemory()
    {
        while (_waiting.Count > 0)
        {
            Wave wave = _waiting[0];
            try
            {
                if (!wave.HasPending) _waiting.RemoveAt(0);
                else if (!_launcher.TryLaunch(wave)) return;
            }
            catch (Exception exception) when (exception is not ObjectDisposedException)
            {
                Fail(wave.Request, exception);
            }
        }
    }

    private void Move(Slot slot) => Guard(slot.Wave.Request, () => _slots.Move(slot));

    private void Step()
    {
        BatchBuilder.Fill(_batch, _slots, _options.PrefillChunkTokens, _slots.Rewinds ? _options.DraftTokens : 0);
        try
        {
            _context.Decode(_batch);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            Log.DecodeFailed(_logger, _batch.Count, exception);
            // Requests are failed one by one; each takes its traces out of the list.
            while (_slots.Active.Find(slot => slot.Chunk > 0) is { } touched) Fail(touched.Wave.Request, exception);
            return;
        }
        TakeLogits();
    }

    private void TakeLogits()
    {
        long now = _time.GetTimestamp();
        // Slots that finish leave the list as it is walked, so it is walked from the end; a row is taken once, should one come by again.
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (i >= _slots.Active.Count) continue;
            Slot slot = _slots.Active[i];
            int row = slot.Row;
            slot.Fed += slot.Chunk;
            slot.Chunk = 0;
            slot.Row = -1;
            if (row < 0) continue;
            Request request = slot.Wave.Request;
            try
            {
                if (slot is ProbeSlot probe) Advance(probe, row);
                else if (slot is TraceSlot { IsSource: true } source) SharePrompt(source, row, now);
                else Advance((TraceSlot)slot, row, now);
            }
            catch (Exception exception) when (exception is not ObjectDisposedException)
            {
                Fail(request, exception);
            }
        }
    }

    /// <summary>The prompt is in memory: those who waited for it get a fork, and all of them their first token.</summary>
    private void SharePrompt(TraceSlot source, int row, long now)
    {
        CompiledPrompt prompt = source.Wave.Prompt;
        source.IsSource = false;
        source.Wave.Request.PrefilledAt ??= now;
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (_slots.Active[i] is not TraceSlot { State: SlotState.AwaitingPrompt } slot || slot.Wave.Prompt != prompt) continue;
            _context.Fork(source.Sequence, slot.Sequence);
            slot.Fed = prompt.Tokens.Length;
            slot.State = SlotState.Running;
        }
        // After all forks: a trace that finishes at once may take over its own sequence for the next one.
        for (int i = _slots.Active.Count - 1; i >= 0; i--)
        {
            if (i >= _slots.Active.Count) continue;
            if (_slots.Active[i] is TraceSlot { State: SlotState.Running, Pending: 0 } slot && slot.Wave.Prompt == prompt) Advance(slot, row, now);
        }
    }

    private void Advance(TraceSlot slot, int row, long now)
    {
        StopReason? over = _stepper.Advance(slot, _context.GetLogits(row), now);
        while (over is null && slot.TakeDrafted()) over = _stepper.Advance(slot, _context.GetLogits(++row), now);
        if (slot.Drafted > 0) _slots.DropDraft(slot);
        if (over is { } reason) Finish(slot, reason, now);
        else if (!slot.Phases.IsThinking) _slots.Free(slot.Probe);   // whatever it finds, it comes too late
    }

    private void Advance(ProbeSlot probe, int row)
    {
        if (!_stepper.Advance(probe, _context.GetLogits(row))) return;
        probe.Report();
        _slots.Free(probe);
    }

    private void Finish(TraceSlot slot, StopReason reason, long now)
    {
        Wave wave = slot.Wave;
        wave.Deliver(_stepper.Complete(slot, reason, now));
        if (wave.HasPending && _slots.Rewinds && slot.Fed >= wave.Prompt.Tokens.Length)
        {
            wave.Holding--;
            _slots.Free(slot.Probe);
            _launcher.Restart(slot, wave);
            return;
        }
        if (!wave.Request.IsClosed && _slots.CanKeep(slot)) _slots.Keep(slot);
        else _slots.Free(slot);
        wave.CompleteIfDone();
    }

    /// <summary>Finishes a trace that is not decoded any more; the next one that takes its place may fail to begin.</summary>
    private void End(TraceSlot slot, StopReason reason)
    {
        Request request = slot.Wave.Request;
        try
        {
            Finish(slot, reason, _time.GetTimestamp());
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            Fail(request, exception);
        }
    }

    private void Guard(Request request, Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            Fail(request, exception);
        }
    }

    private void Fail(Request request, Exception exception)
    {
        request.Fail(exception);
        _slots.Free(request);
    }
}
