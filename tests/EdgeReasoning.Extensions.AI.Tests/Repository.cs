using NUnit.Framework;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>Where the repository lies that the tests run in.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            string root = TestContext.CurrentContext.TestDirectory;
            while (!File.Exists(Path.Combine(root, "EdgeReasoning.Core.sln")))
                root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
            return root;
        }
    }
}
