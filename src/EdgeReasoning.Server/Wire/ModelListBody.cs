namespace EdgeReasoning.Server.Wire;

/// <summary>GET /v1/models.</summary>
internal sealed record ModelListBody(string Object, IReadOnlyList<ModelBody> Data);

/// <summary>One model. MaxModelLen, as vLLM names it, are the tokens of a prompt and its reply together; null where unknown.</summary>
internal sealed record ModelBody(string Id, string Object, long Created, string OwnedBy, int? MaxModelLen, bool? Thinks);
