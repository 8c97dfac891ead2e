using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning.Models;

/// <summary>Everything at once: five models that do not fit together, loads that fail, requests that are cancelled in every state, and disposal amid them.</summary>
public sealed class ModelPoolStormTests
{
    private const long Limit = 8;

    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    [TestCase(4, true)]
    public async Task AcquireAsync_EverythingAtOnce_KeepsTheLimitAndLosesNobody(int seed, bool disposedAmidst)
    {
        int loads = 0, served = 0, failed = 0, cancelled = 0, ended = 0;
        var shelf = new Shelf
        {
            OnLoad = async (_, cancellationToken) =>
            {
                var random = new Random((1000 * seed) + Interlocked.Increment(ref loads));
                await Task.Delay(random.Next(3), cancellationToken);
                if (random.Next(6) == 0) throw new IOException("no luck");
            },
        };
        (string Name, long Bytes)[] models = [("a", 1), ("b", 2), ("c", 3), ("d", 5), ("e", 8)];
        ModelPool pool = shelf.Pool(Limit, models);

        Task work = Parallel.ForEachAsync(Enumerable.Range(0, 600), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, _) =>
        {
            var random = new Random((100_000 * seed) + i);
            using var source = new CancellationTokenSource();
            if (random.Next(4) == 0) source.CancelAfter(random.Next(5));
            try
            {
                using EngineLease lease = await pool.AcquireAsync(models[random.Next(models.Length)].Name, source.Token);
                await Task.Delay(random.Next(3), CancellationToken.None);
                if (!disposedAmidst && ((FakeEngine)lease.Engine).IsDisposed) throw new InvalidOperationException("unloaded while in use");
                Interlocked.Increment(ref served);
            }
            catch (IOException)
            {
                Interlocked.Increment(ref failed);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
            catch (ObjectDisposedException) when (disposedAmidst)
            {
                Interlocked.Increment(ref ended);
            }
        });
        if (disposedAmidst)
        {
            await Eventually.IsTrue(() => Volatile.Read(ref served) > 50);
            await pool.DisposeAsync();
        }

        await work.WaitAsync(TimeSpan.FromMinutes(2));
        long idle = pool.TakenBytes;
        await pool.DisposeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(served + failed + cancelled + ended, Is.EqualTo(600));
            Assert.That(served, Is.GreaterThan(50));
            Assert.That(disposedAmidst || (failed > 0 && cancelled > 0), Is.True, "the storm must have blown");
            Assert.That(idle, Is.LessThanOrEqualTo(Limit));
            Assert.That(shelf.MostBytes, Is.LessThanOrEqualTo(Limit));
            Assert.That(shelf.Engines.Values.SelectMany(engines => engines).All(engine => engine.IsDisposed), Is.True);
            Assert.That((shelf.Bytes, pool.TakenBytes), Is.EqualTo((0L, 0L)));
        });
    }
}
