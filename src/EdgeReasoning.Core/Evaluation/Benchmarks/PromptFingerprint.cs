using System.Security.Cryptography;
using System.Text;

namespace EdgeReasoning.Evaluation;

/// <summary>Short names of texts.</summary>
internal static class PromptFingerprint
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
