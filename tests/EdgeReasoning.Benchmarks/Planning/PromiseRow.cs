namespace EdgeReasoning.Benchmarks.Planning;

/// <summary>One deadline: what the plans promised for its requests, and what came of them.</summary>
/// <param name="Deadline">In seconds.</param>
/// <param name="Requests">How many.</param>
/// <param name="Configuration">The configuration that most of them were given.</param>
/// <param name="ShareFeasible">Plans that promised to keep the deadline.</param>
/// <param name="PredictedSeconds">Mean of the predicted 95th percentiles.</param>
/// <param name="ActualSeconds">The 95th percentile.</param>
/// <param name="ShareKept">Requests that were over by the deadline, or late by 2 % or 5 ms at the most.</param>
/// <param name="PredictedAccuracy">Mean of the predicted accuracies.</param>
/// <param name="Right">Requests that were answered right.</param>
/// <param name="FixedConfiguration">The most accurate single configuration that keeps this deadline.</param>
/// <param name="FixedRight">Requests that it answers right.</param>
/// <param name="TightestRight">Requests that the configuration answers right which keeps every deadline.</param>
internal sealed record PromiseRow(
    double Deadline, int Requests, string Configuration, double ShareFeasible, double PredictedSeconds, double ActualSeconds, double ShareKept, double PredictedAccuracy, int Right,
    string FixedConfiguration, int FixedRight, int TightestRight);
