namespace EdgeReasoning.Scaling;

/// <summary>How an answer stands in a vote.</summary>
/// <param name="Answer">The answer, as the earliest of its samples gave it. Null only in <see cref="None"/>.</param>
/// <param name="Votes">The samples that gave it.</param>
/// <param name="Weight">The sum of their weights, which decides the vote.</param>
/// <param name="FirstSample">The index of its earliest sample, which breaks ties; −1 only in <see cref="None"/>.</param>
public sealed record VoteCount(string? Answer, int Votes, double Weight, int FirstSample)
{
    /// <summary>The standing of no answer at all: no votes, no weight.</summary>
    public static VoteCount None { get; } = new(null, 0, 0, -1);
}
