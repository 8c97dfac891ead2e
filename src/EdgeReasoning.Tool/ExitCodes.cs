namespace EdgeReasoning.Tool;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Done = 0, Failed = 1, Usage = 2, Infeasible = 3, Cancelled = 130;
}
