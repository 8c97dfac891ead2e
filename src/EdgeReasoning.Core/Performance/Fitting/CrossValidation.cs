namespace EdgeReasoning.Performance;

/// <summary>Predictions for points that the fit did not see.</summary>
internal static class CrossValidation
{
    /// <summary>
    /// Leaves every fold out once and predicts it from a fit of the others. Folds are interleaved (point i is in fold i modulo
    /// <paramref name="folds"/>), so that every fold spans the range.
    /// </summary>
    /// <returns>One prediction per point, or null where too few points are left to fit.</returns>
    internal static double[]? Predict<TPoint, TModel>(
        IReadOnlyList<TPoint> points, int folds, int minimum, Func<IReadOnlyList<TPoint>, TModel> fit, Func<TModel, TPoint, double> predict)
    {
        folds = Math.Min(folds, points.Count);
        if (points.Count - ((points.Count + folds - 1) / folds) < minimum)
        {
            return null;
        }

        double[] predictions = new double[points.Count];
        for (int fold = 0; fold < folds; fold++)
        {
            TModel model = fit([.. points.Where((_, i) => i % folds != fold)]);
            for (int i = fold; i < points.Count; i += folds)
            {
                predictions[i] = predict(model, points[i]);
            }
        }

        return predictions;
    }
}
