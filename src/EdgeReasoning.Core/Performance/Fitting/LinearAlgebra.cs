using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace EdgeReasoning.Performance;

/// <summary>The two decompositions that the fits need, over columns scaled to length 1.</summary>
internal static class LinearAlgebra
{
    private const double SingularRatio = 1e-11;

    /// <summary>Determinant of the correlation matrix below which the normal equations lose too many digits.</summary>
    private const double SmallestDeterminant = 1e-6;

    /// <summary>Weighted least squares over the <paramref name="free"/> columns; the others are 0.</summary>
    internal static double[] Solve(double[][] x, double[] y, double[] weights, int[] free, int columns)
    {
        double[] result = new double[columns];
        if (free.Length == 0)
        {
            return result;
        }

        (Matrix<double> q, Svd<double> svd, double[] scales) = Decompose(x, weights, free);
        DenseVector target = new(q.RowCount);
        for (int i = 0; i < y.Length; i++)
        {
            target[i] = Math.Sqrt(weights[i]) * y[i];
        }

        // Directions that the rows do not determine get the shortest answer, instead of a huge one.
        Vector<double> projected = svd.U.TransposeThisAndMultiply(q.TransposeThisAndMultiply(target));
        double[] inner = new double[free.Length];
        for (int k = 0; k < free.Length; k++)
        {
            inner[k] = svd.S[k] > SingularRatio * svd.S[0] ? projected[k] / svd.S[k] : 0;
        }

        Vector<double> scaled = svd.VT.TransposeThisAndMultiply(DenseVector.OfArray(inner));
        for (int j = 0; j < free.Length; j++)
        {
            result[free[j]] = scaled[j] / scales[j];
        }

        return result;
    }

    /// <summary>The same by the normal equations: many times faster, and good to the digits that an iteration needs.</summary>
    internal static double[] SolveRoughly(double[][] x, double[] y, double[] weights, int[] free, int columns)
    {
        if (free.Length == 0)
        {
            return new double[columns];
        }

        int size = free.Length;
        double[] gram = new double[size * size], right = new double[size];
        for (int i = 0; i < x.Length; i++)
        {
            if (weights[i] == 0) continue;
            double[] row = x[i];
            for (int j = 0; j < size; j++)
            {
                double weighted = weights[i] * row[free[j]];
                right[j] += weighted * y[i];
                for (int k = j; k < size; k++)
                {
                    gram[(j * size) + k] += weighted * row[free[k]];
                }
            }
        }

        double[] scales = new double[size];
        for (int j = 0; j < size; j++)
        {
            scales[j] = gram[(j * size) + j] > 0 ? Math.Sqrt(gram[(j * size) + j]) : 1;
        }

        for (int j = 0; j < size; j++)
        {
            right[j] /= scales[j];
            for (int k = j; k < size; k++)
            {
                gram[(k * size) + j] = gram[(j * size) + k] /= scales[j] * scales[k];
            }
        }

        LU<double> lu = new DenseMatrix(size, size, gram).LU();
        if (Math.Abs(lu.Determinant) < SmallestDeterminant)
        {
            return Solve(x, y, weights, free, columns);
        }

        Vector<double> scaled = lu.Solve(DenseVector.OfArray(right));
        double[] result = new double[columns];
        for (int j = 0; j < size; j++)
        {
            result[free[j]] = scaled[j] / scales[j];
        }

        return result;
    }

    /// <summary>Standard errors of the columns not <paramref name="held"/>; infinite where the rows do not determine one, 0 where it is held.</summary>
    internal static double[] StandardErrors(double[][] x, double[] weights, bool[] held, double variance)
    {
        int[] free = [.. Enumerable.Range(0, held.Length).Where(column => !held[column])];
        double[] errors = new double[held.Length];
        if (free.Length == 0)
        {
            return errors;
        }

        (_, Svd<double> svd, double[] scales) = Decompose(x, weights, free);
        for (int j = 0; j < free.Length; j++)
        {
            double sum = 0;
            for (int k = 0; k < free.Length; k++)
            {
                double part = svd.VT[k, j];
                bool determined = svd.S[k] > SingularRatio * svd.S[0];
                sum += determined ? part / svd.S[k] * (part / svd.S[k]) : Math.Abs(part) > 1e-6 ? double.PositiveInfinity : 0;
            }

            errors[free[j]] = Math.Sqrt(variance * sum) / scales[j];
        }

        return errors;
    }

    internal static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int j = 0; j < left.Length; j++)
        {
            sum += left[j] * right[j];
        }

        return sum;
    }

    private static (Matrix<double> Q, Svd<double> Svd, double[] Scales) Decompose(double[][] x, double[] weights, int[] free)
    {
        double[] scales = Scales(x, weights, free);

        // Rows of zeros make the matrix at least square, as the thin factorisation asks.
        DenseMatrix matrix = DenseMatrix.Create(Math.Max(x.Length, free.Length), free.Length, 0);
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < free.Length; j++)
            {
                matrix[i, j] = Math.Sqrt(weights[i]) * x[i][free[j]] / scales[j];
            }
        }

        QR<double> qr = matrix.QR(QRMethod.Thin);
        return (qr.Q, qr.R.Svd(), scales);
    }

    private static double[] Scales(double[][] x, double[] weights, int[] free)
    {
        double[] scales = new double[free.Length];
        for (int j = 0; j < free.Length; j++)
        {
            double length = 0;
            for (int i = 0; i < x.Length; i++)
            {
                length += weights[i] * x[i][free[j]] * x[i][free[j]];
            }

            scales[j] = length > 0 ? Math.Sqrt(length) : 1;
        }

        return scales;
    }
}
