namespace EdgeReasoning.Server.Tests;

/// <summary>Waits for what other threads are about to do.</summary>
internal static class Eventually
{
    /// <summary>Looks until something holds; a minute at the most, after which it never will.</summary>
    public static async Task Is(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (await holds()) return;
            await Task.Delay(10);
        }

        throw new TimeoutException("It does not come to hold.");
    }
}
