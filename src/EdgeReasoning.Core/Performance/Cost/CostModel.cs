namespace EdgeReasoning.Performance;

/// <summary>What energy and hardware cost. Prices are in one currency, whichever the user means.</summary>
public sealed record CostModel
{
    private const double JoulesPerKilowattHour = 3.6e6;
    private const double SecondsPerHour = 3600;

    /// <summary>The prices of the EdgeReasoning artifact, in US dollars: 0.15 per kilowatt-hour and 0.045 per hour of the device.</summary>
    public static CostModel Artifact { get; } = new() { PricePerKilowattHour = 0.15, HardwarePricePerHour = 0.045 };

    /// <summary>Price of a kilowatt-hour, from 0.</summary>
    public required double PricePerKilowattHour { get; init; }

    /// <summary>Price of the device for an hour of work, from 0; see <see cref="AmortizedPerHour"/>.</summary>
    public required double HardwarePricePerHour { get; init; }

    /// <summary>Price of an hour of work of a device that is bought.</summary>
    /// <param name="purchasePrice">What it costs, from 0.</param>
    /// <param name="lifetimeHours">Hours until it is written off, above 0.</param>
    /// <param name="utilization">Share of those hours in which it works, above 0 up to 1.</param>
    public static double AmortizedPerHour(double purchasePrice, double lifetimeHours, double utilization = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchasePrice);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lifetimeHours);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(utilization);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utilization, 1);
        return purchasePrice / (lifetimeHours * utilization);
    }

    /// <summary>Cost of some work.</summary>
    /// <param name="seconds">How long the device worked, from 0.</param>
    /// <param name="joules">Energy that it took, from 0; null where unknown, and then so is its cost.</param>
    public Cost Of(double seconds, double? joules)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        return new Cost(joules / JoulesPerKilowattHour * PricePerKilowattHour, seconds / SecondsPerHour * HardwarePricePerHour);
    }

    /// <summary>Cost of a million tokens.</summary>
    /// <param name="seconds">How long the device worked, from 0.</param>
    /// <param name="joules">Energy that it took; null where unknown.</param>
    /// <param name="tokens">Tokens of that work, prompt and reply together, from 1.</param>
    public Cost PerMillionTokens(double seconds, double? joules, long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        return Of(seconds, joules) * (1e6 / tokens);
    }

    /// <summary>Cost of one correct answer; null where none was correct.</summary>
    /// <param name="seconds">How long the device worked on all questions, from 0.</param>
    /// <param name="joules">Energy that they took; null where unknown.</param>
    /// <param name="correctAnswers">How many answers were correct, from 0.</param>
    public Cost? PerCorrectAnswer(double seconds, double? joules, long correctAnswers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correctAnswers);
        return correctAnswers == 0 ? null : Of(seconds, joules) * (1.0 / correctAnswers);
    }
}
