namespace EdgeReasoning.Evaluation;

/// <summary>Latencies, in seconds, that a share of the questions kept. Unknown is null.</summary>
/// <param name="Percent">The share, from 0 to 100.</param>
/// <param name="TimeToFirstToken">From the request to the first token (TTFT).</param>
/// <param name="TimePerOutputToken">Mean time between the tokens of one reply (TPOT); over the questions whose reply has more than one token.</param>
/// <param name="InterToken">The gap between neighbouring tokens (ITL) that 99 of 100 of a reply's gaps keep.</param>
/// <param name="Total">From the request to the answer.</param>
public sealed record LatencyPercentiles(double Percent, double? TimeToFirstToken, double? TimePerOutputToken, double? InterToken, double Total);
