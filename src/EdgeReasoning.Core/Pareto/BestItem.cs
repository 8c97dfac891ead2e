namespace EdgeReasoning.Pareto;

/// <summary>The best item so far, while all are considered in order of addition: least violation, then best value, then dominance, then first.</summary>
internal sealed class BestItem(PointMatrix points, int axis)
{
    public int Item { get; private set; } = -1;

    public double Violation { get; private set; } = double.PositiveInfinity;

    public void Consider(int item, double violation)
    {
        if (Item >= 0 && !IsBetter(item, violation))
            return;
        Item = item;
        Violation = violation;
    }

    private bool IsBetter(int item, double violation)
    {
        if (violation != Violation)
            return violation < Violation;
        double value = points.At(item, axis);
        double best = points.At(Item, axis);
        return value < best
            || (value == best && Dominance.Compare(points[item], points[Item]) == DominanceRelation.Dominates);
    }
}
