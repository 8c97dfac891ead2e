using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning.Models;

public sealed class ModelPoolTests
{
    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task AcquireAsync_ManyAtOnce_LoadOnce()
    {
        var shelf = new Shelf();
        TaskCompletionSource loaded = Gate();
        shelf.OnLoad = (_, _) => loaded.Task;
        await using ModelPool pool = shelf.Pool(null, ("a", 1));

        Task<EngineLease>[] leases = [.. Enumerable.Range(0, 8).Select(_ => pool.AcquireAsync("a", default))];
        Assert.That(leases.Any(lease => lease.IsCompleted), Is.False);
        loaded.SetResult();

        foreach (EngineLease lease in await Task.WhenAll(leases)) Assert.That(lease.Engine, Is.SameAs(shelf.Latest("a")));
        Assert.That(shelf.Loads("a"), Is.EqualTo(1));
    }

    [Test]
    public async Task AcquireAsync_NoRoom_UnloadsTheLeastRecentlyUsed()
    {
        var shelf = new Shelf();
        await using ModelPool pool = shelf.Pool(2, ("a", 1), ("b", 1), ("c", 1));

        foreach (string name in new[] { "a", "b", "a", "c" }) (await pool.AcquireAsync(name, default)).Dispose();

        Assert.That(shelf.Latest("b").IsDisposed, Is.True);
        Assert.That(shelf.Latest("a").IsDisposed || shelf.Latest("c").IsDisposed, Is.False);
        Assert.That(pool.TakenBytes, Is.EqualTo(2));
        Assert.That(shelf.MostBytes, Is.EqualTo(2), "the room is there before it is taken");
    }

    [Test]
    public async Task AcquireAsync_RoomIsInUse_WaitsAndTakesNoNewRequestsForIt()
    {
        var shelf = new Shelf();
        await using ModelPool pool = shelf.Pool(1, ("a", 1), ("b", 1));
        EngineLease first = await pool.AcquireAsync("a", default);

        Task<EngineLease> other = pool.AcquireAsync("b", default), again = pool.AcquireAsync("a", default);
        Assert.That(pool.TryAcquireLatest(), Is.Null, "it is to go");
        Assert.That(shelf.Latest("a").IsDisposed || other.IsCompleted || again.IsCompleted, Is.False);

        first.Dispose();
        EngineLease second = await other;
        Assert.That(shelf.Engines["a"].First().IsDisposed, Is.True);
        second.Dispose();
        using EngineLease third = await again;
        Assert.That(third.Engine, Is.SameAs(shelf.Latest("a")).And.Not.SameAs(first.Engine));
        Assert.That(shelf.MostBytes, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_LeaseTwice_CountsOnce()
    {
        var shelf = new Shelf();
        await using ModelPool pool = shelf.Pool(1, ("a", 1), ("b", 1));
        EngineLease one = await pool.AcquireAsync("a", default), two = await pool.AcquireAsync("a", default);
        one.Dispose();
        one.Dispose();

        Task<EngineLease> other = pool.AcquireAsync("b", default);
        await Task.Delay(20);
        Assert.That(shelf.Latest("a").IsDisposed, Is.False, "two still uses it");
        two.Dispose();
        (await other).Dispose();
    }

    [Test]
    public async Task AcquireAsync_CancelledWhileLoading_LeavesTheLoadToTheOthers()
    {
        var shelf = new Shelf();
        TaskCompletionSource loaded = Gate();
        shelf.OnLoad = (_, _) => loaded.Task;
        await using ModelPool pool = shelf.Pool(1, ("a", 1), ("b", 1));
        using var source = new CancellationTokenSource();
        Task<EngineLease> cancelled = pool.AcquireAsync("a", source.Token), other = pool.AcquireAsync("a", default);

        await source.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        loaded.SetResult();
        (await other).Dispose();

        Assert.That(shelf.Loads("a"), Is.EqualTo(1));
        (await pool.AcquireAsync("b", default)).Dispose();
        Assert.That(shelf.Latest("a").IsDisposed, Is.True, "the cancelled one does not hold it");
    }

    [Test]
    public async Task AcquireAsync_CancelledInTheLine_LetsTheNextOneThrough()
    {
        var shelf = new Shelf();
        await using ModelPool pool = shelf.Pool(2, ("a", 1), ("b", 2), ("c", 1));
        EngineLease used = await pool.AcquireAsync("a", default);
        using var source = new CancellationTokenSource();
        Task<EngineLease> cancelled = pool.AcquireAsync("b", source.Token), next = pool.AcquireAsync("c", default);
        await Task.Delay(20);
        Assert.That(next.IsCompleted, Is.False, "its turn is after b's");

        await source.CancelAsync();

        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        (await next).Dispose();
        used.Dispose();
    }

    [Test]
    public async Task AcquireAsync_AllCancelledWhileLoadingForNoRoom_UnloadsWhatWasLoadedInVain()
    {
        var shelf = new Shelf();
        TaskCompletionSource loaded = Gate();
        shelf.OnLoad = (name, _) => name == "a" ? loaded.Task : Task.CompletedTask;
        await using ModelPool pool = shelf.Pool(1, ("a", 1), ("b", 1));
        using var source = new CancellationTokenSource();
        Task<EngineLease> cancelled = pool.AcquireAsync("a", source.Token), other = pool.AcquireAsync("b", default);
        await source.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        loaded.SetResult();

        (await other).Dispose();
        Assert.That(shelf.Latest("a").IsDisposed, Is.True);
        Assert.That(shelf.MostBytes, Is.EqualTo(1));
    }

    [Test]
    public async Task AcquireAsync_LoadFails_FailsThoseWhoWaitAndIsTriedAgain()
    {
        var shelf = new Shelf();
        TaskCompletionSource loaded = Gate();
        shelf.OnLoad = (name, _) => name == "a" ? loaded.Task : Task.CompletedTask;
        await using ModelPool pool = shelf.Pool(2, ("a", 1), ("b", 1));
        using EngineLease unaffected = await pool.AcquireAsync("b", default);
        Task<EngineLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => pool.AcquireAsync("a", default))];

        loaded.SetException(new FileNotFoundException("no such model"));

        foreach (Task<EngineLease> lease in waiting) Assert.That(async () => await lease, Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo("no such model"));
        Assert.That(pool.TakenBytes, Is.EqualTo(1));
        Assert.That(pool.WaitSeconds("a"), Is.Zero, "a failed load says nothing of how long one takes");
        shelf.OnLoad = (_, _) => Task.CompletedTask;
        using EngineLease later = await pool.AcquireAsync("a", default);
        Assert.That(later.Engine, Is.SameAs(shelf.Latest("a")));
    }

    [Test]
    public async Task AcquireAsync_LoaderGivesNull_SaysSo()
    {
        await using var pool = new ModelPool(new Dictionary<string, PlannedModel> { ["a"] = new("a", 1, _ => Task.FromResult<EdgeReasoning.Reasoning.IReasoningEngine>(null!)) }, null, TimeProvider.System);

        Assert.That(async () => await pool.AcquireAsync("a", default), Throws.InvalidOperationException.With.Message.Contains("loader of 'a'"));
    }

    [Test]
    public async Task DisposeAsync_InEveryState_FailsWhoWaitsAndDisposesAll()
    {
        var shelf = new Shelf();
        shelf.OnLoad = (name, cancellationToken) => name == "c" ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask;
        ModelPool pool = shelf.Pool(4, ("a", 1), ("b", 1), ("c", 1), ("d", 4));
        (await pool.AcquireAsync("a", default)).Dispose();
        EngineLease used = await pool.AcquireAsync("b", default);
        Task<EngineLease> loading = pool.AcquireAsync("c", default), inLine = pool.AcquireAsync("d", default);

        await Task.WhenAll(pool.DisposeAsync().AsTask(), pool.DisposeAsync().AsTask());

        Assert.That(async () => await loading, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await inLine, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await pool.AcquireAsync("a", default), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(pool.TryAcquireLatest(), Is.Null);
        Assert.That(shelf.Latest("a").IsDisposed && shelf.Latest("b").IsDisposed, Is.True);
        Assert.That((shelf.Bytes, pool.TakenBytes), Is.EqualTo((0L, 0L)));
        Assert.That(used.Dispose, Throws.Nothing);
    }

    [Test]
    public async Task DisposeAsync_LoaderThatDoesNotHeedItsToken_IsWaitedForAndItsEngineDisposed()
    {
        var shelf = new Shelf();
        TaskCompletionSource loaded = Gate();
        shelf.OnLoad = (_, _) => loaded.Task;
        ModelPool pool = shelf.Pool(null, ("a", 1));
        Task<EngineLease> loading = pool.AcquireAsync("a", default);

        Task disposal = pool.DisposeAsync().AsTask();
        Assert.That(async () => await loading, Throws.TypeOf<ObjectDisposedException>(), "at once");
        Assert.That(disposal.IsCompleted, Is.False);
        loaded.SetResult();
        await disposal;

        Assert.That(shelf.Latest("a").IsDisposed, Is.True);
    }

    [Test]
    public async Task AcquireAsync_EngineThatFailsToEnd_GivesItsMemoryUp()
    {
        var shelf = new Shelf { Prepare = engine => engine.OnDispose = () => throw new InvalidOperationException("will not end") };
        await using ModelPool pool = shelf.Pool(1, ("a", 1), ("b", 1));
        (await pool.AcquireAsync("a", default)).Dispose();

        (await pool.AcquireAsync("b", default)).Dispose();

        Assert.That(pool.TakenBytes, Is.EqualTo(1));
    }
}
