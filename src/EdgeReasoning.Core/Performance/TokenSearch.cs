namespace EdgeReasoning.Performance;

/// <summary>Turns a budget into whole tokens.</summary>
internal static class TokenSearch
{
    // Far above any context; a budget that fits more is answered with this.
    private const int MaxSearchedTokens = 1 << 28;

    /// <summary>The largest count whose cost is within the budget: bisection, exact for every cost that does not fall, whatever its form.</summary>
    internal static int MaxTokens(double budget, Func<int, double> cost, string parameter)
    {
        if (double.IsNaN(budget) || budget < 0)
        {
            throw new ArgumentOutOfRangeException(parameter, budget, "A budget is a number from 0.");
        }

        int fits = 0, tooMany = 1;
        while (cost(tooMany) <= budget)
        {
            if (tooMany >= MaxSearchedTokens)
            {
                return tooMany;
            }

            (fits, tooMany) = (tooMany, tooMany * 2);
        }

        while (tooMany - fits > 1)
        {
            int middle = fits + ((tooMany - fits) / 2);
            (fits, tooMany) = cost(middle) <= budget ? (middle, tooMany) : (fits, middle);
        }

        return fits;
    }
}
