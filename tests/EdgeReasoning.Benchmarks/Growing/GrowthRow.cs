using EdgeReasoning.Benchmarks.Measuring;

namespace EdgeReasoning.Benchmarks.Growing;

/// <summary>How one operation grows.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Size">What grows.</param>
/// <param name="Sizes">How far.</param>
/// <param name="Seconds">The time of each size.</param>
/// <param name="Bound">How it may grow.</param>
internal sealed record GrowthRow(string Operation, string Size, IReadOnlyList<double> Sizes, IReadOnlyList<double> Seconds, GrowthBound Bound)
{
    // Fitted exponents differ by so much from run to run on a shared machine.
    private const double Tolerance = 0.15;

    /// <summary>The b of time ∝ nᵇ over all sizes.</summary>
    public double Exponent => PowerLaw.Exponent(Sizes, Seconds);

    /// <summary>The same over the upper half, where what is constant weighs less.</summary>
    public double UpperExponent => PowerLaw.Exponent([.. Sizes.Skip(Sizes.Count / 2)], [.. Seconds.Skip(Sizes.Count / 2)]);

    /// <summary>The exponent that its bound has over the upper half.</summary>
    public double Limit => Bound switch
    {
        GrowthBound.Constant => 0,
        GrowthBound.Linear => 1,
        _ => PowerLaw.ExponentOfNLogN([.. Sizes.Skip(Sizes.Count / 2)]),
    };

    /// <summary>Whether it grows faster than it may.</summary>
    public bool StandsOut => UpperExponent > Limit + Tolerance;
}
