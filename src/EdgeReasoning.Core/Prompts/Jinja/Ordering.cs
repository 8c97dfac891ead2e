namespace EdgeReasoning.Prompts.Jinja;

/// <summary>Sorts in the order of values, stable either way, as Python's sort is.</summary>
internal static class Ordering
{
    public static List<T> Sort<T>(Budget budget, IEnumerable<T> items, Func<T, object?> key, bool reverse = false)
    {
        var comparer = Comparer<object?>.Create((a, b) =>
        {
            budget.Charge(1);
            return Operators.Compare(budget, a, b);
        });
        try
        {
            return [.. reverse ? items.OrderByDescending(key, comparer) : items.OrderBy(key, comparer)];
        }
        catch (InvalidOperationException exception) when (exception.InnerException is JinjaException reason)
        {
            // The runtime's sort wraps what its comparer throws.
            throw new JinjaException(reason.Message, reason.Line);
        }
    }
}
