namespace EdgeReasoning.Server.Wire;

/// <summary>GET /health.</summary>
internal sealed record HealthBody(string Status, int Running, int Waiting);
