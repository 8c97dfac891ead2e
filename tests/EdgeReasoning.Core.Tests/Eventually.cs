using NUnit.Framework;

namespace EdgeReasoning.Core.Tests;

/// <summary>Waits for what another thread is about to do. The long limit only bounds a failing test.</summary>
internal static class Eventually
{
    public static async Task IsTrue(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++) await Task.Delay(10);
        Assert.That(condition(), Is.True, "it did not happen within 30 seconds");
    }
}
