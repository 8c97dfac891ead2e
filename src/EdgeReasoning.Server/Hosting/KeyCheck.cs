using System.Security.Cryptography;
using System.Text;

namespace EdgeReasoning.Server.Hosting;

/// <summary>Compares API keys in a time that tells nothing of them: their hashes, every one of them, byte by byte.</summary>
internal sealed class KeyCheck(IEnumerable<string> keys)
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] _hashes = [.. keys.Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];

    /// <exception cref="ApiException">A key is asked for, and this is none.</exception>
    public void Check(string? authorization)
    {
        if (_hashes.Length == 0) return;
        string given = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : "";
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        var known = false;
        foreach (byte[] key in _hashes) known |= CryptographicOperations.FixedTimeEquals(key, hash);
        if (!known) throw new ApiException(401, "authentication_error", "The API key is missing or wrong. Send it as 'Authorization: Bearer KEY'.", code: "invalid_api_key");
    }
}
