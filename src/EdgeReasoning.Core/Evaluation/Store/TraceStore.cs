using System.Diagnostics.CodeAnalysis;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// The traces of a run in a file of JSON Lines that only ever grows: what the run is of, then models, traces and failures as they came. A line that a
/// crash has torn is cut off when the store is opened again; everything before it is kept.
/// </summary>
/// <remarks>
/// A trace is with the operating system before the next one is stored, so it outlives the process; with <see cref="TraceStoreOptions.FlushToDisk"/> it
/// outlives the power too. One process writes at a time, held off by a lock file beside the store; anybody may read meanwhile (<see cref="Read"/>).
/// Safe to call from several threads at once.
/// </remarks>
public sealed class TraceStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream? _stream;
    private readonly Stream? _lock;
    private readonly bool _flushToDisk;
    private readonly List<StoredModel> _models = [];
    private readonly List<StoredTrace> _traces = [];
    private readonly List<StoredFailure> _failures = [];
    private readonly HashSet<SampleKey> _keys = [];

    internal TraceStore(string name, Stream stream, Stream? lockFile, TraceStoreOptions options, bool writable = true)
    {
        Name = name;
        _stream = stream;
        _lock = lockFile;
        _flushToDisk = options.FlushToDisk;
        (long length, bool lacksEnd) = StoreText.Read(stream, name, Take);
        if (Run is { SchemaVersion: > StoredRun.CurrentSchemaVersion } newer)
            throw new TraceStoreException($"{name} has schema version {newer.SchemaVersion}; this library reads up to {StoredRun.CurrentSchemaVersion}. Update the library.");
        if (stream.Length > 0 && Run is null && length > 0) throw new TraceStoreException($"{name} is not a trace store: its first line does not say what the run is of.");
        if (Run is null && stream.Length > 0 && !writable) throw new TraceStoreException($"{name} is not a trace store.");
        RepairedBytes = stream.Length - length;
        if (!writable)
        {
            stream.Dispose();
            _stream = null;
            return;
        }

        if (Run is null && RepairedBytes > MostOfAHeader) throw new TraceStoreException($"{name} is not a trace store. Name another file; this one is left as it is.");
        if (RepairedBytes > 0) stream.SetLength(length);
        stream.Position = length;
        if (lacksEnd) Write("\n"u8.ToArray());
    }

    /// <summary>A torn first line is no longer than this; a longer file is somebody else's and not to be cut.</summary>
    private const int MostOfAHeader = 4096;

    /// <summary>The file.</summary>
    public string Name { get; }

    /// <summary>What the run is of; null for a store that is still empty.</summary>
    public StoredRun? Run { get; private set; }

    /// <summary>What decoded, in the order in which it first did.</summary>
    public IReadOnlyList<StoredModel> Models => Copy(_models);

    /// <summary>The traces, in the order in which they were stored.</summary>
    public IReadOnlyList<StoredTrace> Traces => Copy(_traces);

    /// <summary>The requests that failed, those included that went well later.</summary>
    public IReadOnlyList<StoredFailure> Failures => Copy(_failures);

    /// <summary>Bytes of a torn end that were cut off when the store was opened; 0 for a store that was whole.</summary>
    public long RepairedBytes { get; }

    /// <summary>Opens a store to add to it, or makes an empty one.</summary>
    /// <param name="path">The file, usually <c>.jsonl</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="TraceStoreException">It cannot be written, another process writes to it, it is no store, or damaged elsewhere than at its end.</exception>
    public static TraceStore Open(string path, TraceStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Stream? lockFile = null, stream = null;
        try
        {
            lockFile = Lock(path);
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            return new TraceStore(path, stream, lockFile, options ?? new TraceStoreOptions());
        }
        catch (Exception exception) when (Release() && exception is UnauthorizedAccessException or IOException and not TraceStoreException)
        {
            throw new TraceStoreException($"The trace store {path} cannot be written: {exception.Message} Name a file in a folder that exists and may be written to.", exception);
        }

        bool Release()
        {
            stream?.Dispose();
            lockFile?.Dispose();
            return true;
        }
    }

    /// <summary>Reads a store without changing it, whether or not it is being written to. A torn end is left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TraceStoreException">It is no store, or damaged elsewhere than at its end.</exception>
    public static TraceStore Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            return new TraceStore(path, stream, null, new TraceStoreOptions(), writable: false);
        }
        finally
        {
            stream.Dispose();
        }
    }

    /// <summary>Says what the run is of, where the store is still empty.</summary>
    /// <param name="run">What the run is of.</param>
    /// <exception cref="InvalidOperationException">The store is of another benchmark or seed.</exception>
    public void Begin(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_gate)
        {
            if (Run is null) Add(new StoreLine { Run = run });
            else if (Run.Benchmark != run.Benchmark || Run.Seed != run.Seed)
                throw new InvalidOperationException($"{Name} holds traces of '{Run.Benchmark}' with seed {Run.Seed}, and these would be of '{run.Benchmark}' with seed {run.Seed}. Name another file.");
        }
    }

    /// <summary>Adds a model, unless the same one on the same device is there already.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its place in <see cref="Models"/>.</returns>
    /// <exception cref="InvalidOperationException">There is another model of that name.</exception>
    public int Add(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        lock (_gate)
        {
            foreach (StoredModel other in _models.Where(other => other.Name == model.Name && !other.IsSameModelAs(model)))
                throw new InvalidOperationException($"{Name} holds traces of another model that is called '{model.Name}': {Describe(other)} there, {Describe(model)} here. Give this one another name.");
            int at = _models.FindIndex(other => other.IsSameSourceAs(model));
            if (at >= 0) return at;
            Add(new StoreLine { Model = model });
            return _models.Count - 1;
        }
    }

    /// <summary>Adds a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <exception cref="InvalidOperationException">It is there already.</exception>
    /// <exception cref="TraceStoreException">It cannot be written, the disk being full say. The store is as it was before; make room, and resume.</exception>
    public void Add(StoredTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        lock (_gate)
        {
            if (_keys.Contains(trace.Key)) throw new InvalidOperationException($"{Name} has sample {trace.Sample} of question '{trace.Question}' under {trace.Cell} already.");
            Add(new StoreLine { Trace = trace });
        }
    }

    /// <summary>Adds a failed request.</summary>
    /// <param name="failure">The request.</param>
    /// <exception cref="TraceStoreException">It cannot be written.</exception>
    public void Add(StoredFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        lock (_gate) Add(new StoreLine { Failure = failure });
    }

    /// <summary>Closes the file; another process may write to it from then on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stream?.Dispose();
            _lock?.Dispose();
        }
    }

    internal bool Contains(in SampleKey key)
    {
        lock (_gate) return _keys.Contains(key);
    }

    private static string Describe(StoredModel model) => $"{model.Info?.Name ?? "unknown"} {model.Info?.Quantization} (file {model.FileHash?[..Math.Min(12, model.FileHash.Length)] ?? "unknown"})";

    private static FileStream Lock(string path)
    {
        string lockPath = path + ".lock";
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(lockPath))
        {
            throw new TraceStoreException($"Another process writes to the trace store {path}. Wait for it, or read the store meanwhile with {nameof(TraceStore)}.{nameof(Read)}.", exception);
        }
    }

    private void Add(StoreLine line)
    {
        Write(StoreText.ToBytes(line));
        Take(line);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure that matters is the one under way; what cannot be cut off here is cut off when the store is opened.")]
    private void Write(byte[] bytes)
    {
        if (_stream is null) throw new InvalidOperationException($"{Name} was opened to be read. Open it with {nameof(TraceStore)}.{nameof(Open)} to add to it.");
        long length = -1;
        try
        {
            length = _stream.Length;
            _stream.Write(bytes);
            if (_stream is FileStream file)
            {
                file.Flush(_flushToDisk);
                // Where files may be removed while they are open, what is written from then on is nowhere.
                if (!File.Exists(file.Name)) throw new FileNotFoundException("It has been removed or renamed while it was written to.");
            }
        }
        // A file that may not grow any more, as beyond 4 GB on FAT or a user's limit, is an argument out of range to .NET.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            try
            {
                if (length >= 0)
                {
                    _stream.SetLength(length);
                    _stream.Position = length;
                }
            }
            catch (Exception)
            {
            }

            if (exception is FileNotFoundException) throw new TraceStoreException($"The trace store {Name} is gone. {exception.Message} Put it back, and resume; what it does not have is sampled again.", exception);
            throw new TraceStoreException($"The trace store {Name} cannot be written: {exception.Message} Its {_traces.Count} traces are safe; make room on the disk, and resume.", exception);
        }
    }

    private void Take(StoreLine line)
    {
        if (line.Run is { } run) Run ??= run;
        if (line.Model is { } model) _models.Add(model);
        if (line.Failure is { } failure) _failures.Add(failure);
        if (line.Trace is not { } trace) return;
        if (trace.Source < 0 || trace.Source >= _models.Count) throw new TraceStoreException($"{Name}: a trace of '{trace.Question}' names a model that the store does not have. Restore the file.");
        if (!_keys.Add(trace.Key)) throw new TraceStoreException($"{Name}: sample {trace.Sample} of question '{trace.Question}' under {trace.Cell} is there twice. Restore the file.");
        _traces.Add(trace);
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_gate) return [.. list];
    }
}
