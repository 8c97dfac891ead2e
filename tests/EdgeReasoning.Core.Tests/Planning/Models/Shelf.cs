using System.Collections.Concurrent;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Core.Tests.Planning.Models;

/// <summary>Models to load, which remembers the engines that were made and the bytes they took together.</summary>
internal sealed class Shelf
{
    private long _bytes, _mostBytes;

    /// <summary>The engines of a model, in the order of their loading.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<FakeEngine>> Engines { get; } = new();

    /// <summary>What loading a model does before the engine is there.</summary>
    public Func<string, CancellationToken, Task> OnLoad { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>What is done to each engine.</summary>
    public Action<FakeEngine> Prepare { get; set; } = static _ => { };

    /// <summary>The most bytes of engines that were there at once.</summary>
    public long MostBytes => Interlocked.Read(ref _mostBytes);

    public long Bytes => Interlocked.Read(ref _bytes);

    public FakeEngine Latest(string name) => Engines[name].Last();

    public int Loads(string name) => Engines.TryGetValue(name, out ConcurrentQueue<FakeEngine>? engines) ? engines.Count : 0;

    public PlannedModel Model(string name, long bytes) => new(name, bytes, async cancellationToken =>
    {
        await OnLoad(name, cancellationToken);
        var engine = new FakeEngine(name);
        Prepare(engine);
        long now = Interlocked.Add(ref _bytes, bytes);
        for (long most = MostBytes; now > most; most = MostBytes) Interlocked.CompareExchange(ref _mostBytes, now, most);
        Func<Task> before = engine.OnDispose;
        engine.OnDispose = async () =>
        {
            await before();
            Interlocked.Add(ref _bytes, -bytes);
        };
        Engines.GetOrAdd(name, _ => new()).Enqueue(engine);
        return engine;
    });

    public ModelPool Pool(long? limit, params (string Name, long Bytes)[] models)
        => new(models.ToDictionary(model => model.Name, model => Model(model.Name, model.Bytes)), limit, TimeProvider.System);
}
