using System.Numerics;
using System.Runtime.CompilerServices;

namespace EdgeReasoning.Inference.Sampling;

/// <summary>e to the power of many numbers at once, none above 0.</summary>
internal static class VectorExp
{
    /// <summary>
    /// The exponential by range reduction to ±ln 2 / 2 and the polynomial of Cephes' expf (S. Moshier), within 2 units in the last
    /// place. Below -87 it stays at e⁻⁸⁷, which no sum that has a 1 in it can notice. <see cref="Vector.Exp(Vector{float})"/> is
    /// more exact, but goes by way of doubles and takes more than twice as long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> OfNegative(Vector<float> x)
    {
        x = Vector.MaxNative(x, new Vector<float>(-87f));
        // Adding and subtracting 1.5·2²³ rounds to an integer, and leaves it in the low bits of the sum.
        Vector<float> shifter = new(12582912f);
        Vector<float> shifted = Vector.MultiplyAddEstimate(x, new Vector<float>(1.44269504f), shifter);
        Vector<float> n = shifted - shifter;
        Vector<float> r = Vector.MultiplyAddEstimate(n, new Vector<float>(-0.693359375f), x);
        r = Vector.MultiplyAddEstimate(n, new Vector<float>(2.12194440e-4f), r);

        Vector<float> p = new(1.9875691500e-4f);
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(1.3981999507e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(8.3334519073e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(4.1665795894e-2f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(1.6666665459e-1f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(5.0000001201e-1f));
        p = Vector.MultiplyAddEstimate(p, r * r, r) + Vector<float>.One;

        Vector<int> exponent = Vector.ShiftLeft(Vector.AsVectorInt32(shifted), 23);
        return Vector.AsVectorSingle(Vector.AsVectorInt32(p) + exponent);
    }
}
