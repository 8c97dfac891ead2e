namespace EdgeReasoning.Benchmarks.Growing;

/// <summary>How the time of an operation may grow.</summary>
internal enum GrowthBound
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>As n.</summary>
    Linear,

    /// <summary>As n log n.</summary>
    Linearithmic,
}
