using System.IO.MemoryMappedFiles;

namespace EdgeReasoning.Fuzz.Running;

/// <summary>Watches the input that is being read: how much processor time it takes, and which it was should the process die of it.</summary>
/// <remarks>Processor time, since a busy machine makes everything slow; one that hangs without using any is noticed by its wall time, much later.</remarks>
internal sealed class InputWatch : IDisposable
{
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(2), s_hung = TimeSpan.FromSeconds(60), s_asleep = TimeSpan.FromMinutes(10);

    private readonly string _target;
    private readonly string? _folder;
    private readonly Action<string> _tell;
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private readonly string? _note;
    private readonly MemoryMappedFile? _noteFile;
    private readonly MemoryMappedViewAccessor? _noteView;
    private (int Seed, byte[] Input, TimeSpan Processor, long At)? _current;

    public InputWatch(string target, string? folder, Action<string> tell)
    {
        (_target, _folder, _tell) = (target, folder, tell);
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        if (folder is null) return;
        // Written as memory, so that it is there even if the stack overflows.
        Directory.CreateDirectory(folder);
        _note = Path.Combine(folder, $"{target}.running");
        if (File.Exists(_note) && File.ReadAllBytes(_note) is { Length: 4 } last)
            tell($"The last run of {target} did not end: it was at seed {BitConverter.ToInt32(last)}, unless it was stopped by hand or runs still.");
        _noteFile = MemoryMappedFile.CreateFromFile(_note, FileMode.Create, null, sizeof(int));
        _noteView = _noteFile.CreateViewAccessor();
    }

    public void Begin(int seed, byte[] input)
    {
        _noteView?.Write(0, seed);
        lock (_gate) _current = (seed, input, Environment.CpuUsage.TotalTime, Environment.TickCount64);
    }

    /// <summary>Ends the watch over an input.</summary>
    /// <returns>The processor time that it took, if that is too much.</returns>
    public TimeSpan? End()
    {
        lock (_gate)
        {
            bool quick = Environment.TickCount64 - _current!.Value.At < s_slow.TotalMilliseconds;
            TimeSpan processor = quick ? default : Environment.CpuUsage.TotalTime - _current.Value.Processor;
            _current = null;
            return processor > s_slow ? processor : null;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _noteView?.Dispose();
        _noteFile?.Dispose();
        if (_note is not null) File.Delete(_note);
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_current is not { } current) return;
            TimeSpan processor = Environment.CpuUsage.TotalTime - current.Processor;
            bool asleep = Environment.TickCount64 - current.At > s_asleep.TotalMilliseconds;
            if (processor < s_hung && !asleep) return;
            _tell($"FOUND in {_target}, seed {current.Seed}: hangs");
            if (_folder is not null) File.WriteAllBytes(Path.Combine(_folder, FormattableString.Invariant($"{_target}-{current.Seed}")), current.Input);
            Environment.Exit(1);
        }
    }
}
