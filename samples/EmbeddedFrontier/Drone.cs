namespace EmbeddedFrontier;

/// <summary>A drone of an invented catalogue. The flight time is a mean of tests, with a 95 % interval around it.</summary>
internal sealed record Drone(string Name, double Grams, double Kilometres, double Price, double RangeError);
