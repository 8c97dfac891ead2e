namespace EdgeReasoning.Evaluation;

/// <summary>The tasks of Natural-Plan.</summary>
public enum NaturalPlanTask
{
    /// <summary>A trip through European cities with direct flights.</summary>
    Trip,

    /// <summary>Meeting as many friends as possible in San Francisco.</summary>
    Meeting,

    /// <summary>A time at which everybody is free.</summary>
    Calendar,
}
