namespace EdgeReasoning.Remote;

/// <summary>One server.</summary>
/// <param name="Url">Its base address with the version, as OpenAI clients take it: <c>http://10.0.0.7:8000/v1</c>.</param>
/// <param name="ApiKey">What it asks for; null for a server that asks for nothing.</param>
public sealed record RemoteEndpoint(Uri Url, string? ApiKey = null)
{
    /// <summary>Leaves the key out: it does not belong into logs.</summary>
    public override string ToString() => Url.ToString();
}
