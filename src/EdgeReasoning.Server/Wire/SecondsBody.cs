namespace EdgeReasoning.Server.Wire;

internal sealed record SecondsBody(double Queue, double Prefill, double TimeToFirstToken, double Total);
