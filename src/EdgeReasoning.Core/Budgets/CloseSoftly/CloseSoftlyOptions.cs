namespace EdgeReasoning.Budgets;

/// <summary>How the model is helped to end its thinking before it must.</summary>
public sealed record CloseSoftlyOptions
{
    /// <summary>The last part of the budget in which it is helped, above 0, at most 1. Default 0.25.</summary>
    public double Share { get; init; } = 0.25;

    /// <summary>What is added to the end marker's logit at the end of the budget; it rises to that in a straight line from 0. Above 0, finite. Default 8.</summary>
    public float MaxBias { get; init; } = 8;

    /// <summary>Closes the thinking instead once the end marker is among so many likeliest tokens, from 1. Default null: the bias is used.</summary>
    public int? Rank { get; init; }

    internal void Validate()
    {
        if (!(Share is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(Share), Share, "A share of the budget is above 0 and at most 1.");
        if (!(MaxBias > 0) || !float.IsFinite(MaxBias)) throw new ArgumentOutOfRangeException(nameof(MaxBias), MaxBias, "A bias towards the end is a number above 0.");
        if (Rank < 1) throw new ArgumentOutOfRangeException(nameof(Rank), Rank, "The likeliest token has rank 1.");
    }
}
