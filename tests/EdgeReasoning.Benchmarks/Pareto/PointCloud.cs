namespace EdgeReasoning.Benchmarks.Pareto;

/// <summary>How random points lie.</summary>
internal enum PointCloud
{
    /// <summary>Uniform in the unit cube: few are on the frontier.</summary>
    Cube,

    /// <summary>Uniform where the values add up to 1: all are on the frontier.</summary>
    Simplex,
}
