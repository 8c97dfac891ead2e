namespace EdgeReasoning.Fuzz.Soak;

internal static class SoakRun
{
    public static Task<bool> ExecuteAsync(TimeSpan time, int seed, Action<string> tell) => throw new NotImplementedException();
}
