namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>One deadline with one number of samples. Overruns are in seconds beyond the deadline, of all requests; a request that ends early has none.</summary>
internal sealed record DeadlineRow(
    string Thinking, double Seconds, int Samples, int Requests, double ShareKept, double MedianSeconds, double WorstOverrun, double ShareAnswered, double TokensUsed, double TokensFitted, double Accuracy);
