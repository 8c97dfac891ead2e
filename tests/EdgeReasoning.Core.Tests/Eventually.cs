using NUnit.Framework;

namespace EdgeReasoning.Core.Tests;

/// <summary>Waits for what another thread is about to do. The long limit only bounds a failing test.</summary>
internal static class Eventually
{
    public static async Task IsTrue(Func<bool> condition)
    {
        // Asked once a round: what is seen from outside while another thread is at it may be so now and not a moment later.
        var happened = false;
        for (var i = 0; i < 3000 && !(happened = condition()); i++) await Task.Delay(10);
        Assert.That(happened, Is.True, "it did not happen within 30 seconds");
    }
}
