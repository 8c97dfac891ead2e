using System.Numerics;
using System.Runtime.CompilerServices;

namespace EdgeReasoning.Inference.Sampling;

/// <summary>2 to the power of many numbers at once, none above 0.</summary>
internal static class VectorPower
{
    /// <summary>Log₂ e: what an exponent of e is multiplied by to become one of 2.</summary>
    public const float Log2E = 1.44269504f;

    /// <summary>
    /// 2ˣ = 2ⁿ · 2ᶠ with n the nearest integer and 2ᶠ, f from -½ to ½, by a polynomial of degree 5 that is 1 at 0 and has the least
    /// relative error, 9.2·10⁻⁸ (fitted by Lawson's iteration on 301 Chebyshev points). Exponents below -125 are taken as -125, which
    /// no sum that has a 1 in it can notice. <see cref="Vector.Exp(Vector{float})"/> is more exact, but goes by way of doubles and
    /// takes more than twice as long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> OfTwo(Vector<float> x)
    {
        x = Vector.MaxNative(x, new Vector<float>(-125f));
        // Adding and subtracting 1.5·2²³ rounds to an integer, and leaves it in the low bits of the sum.
        Vector<float> shifter = new(12582912f);
        Vector<float> shifted = x + shifter;
        Vector<float> f = x - (shifted - shifter);

        Vector<float> p = new(1.3264728e-3f);
        p = Vector.MultiplyAddEstimate(p, f, new Vector<float>(9.6715126e-3f));
        p = Vector.MultiplyAddEstimate(p, f, new Vector<float>(5.5507337e-2f));
        p = Vector.MultiplyAddEstimate(p, f, new Vector<float>(0.24022242f));
        p = Vector.MultiplyAddEstimate(p, f, new Vector<float>(0.69314698f));
        p = Vector.MultiplyAddEstimate(p, f, Vector<float>.One);

        Vector<int> exponent = Vector.ShiftLeft(Vector.AsVectorInt32(shifted), 23);
        return Vector.AsVectorSingle(Vector.AsVectorInt32(p) + exponent);
    }
}
