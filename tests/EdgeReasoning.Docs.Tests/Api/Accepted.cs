using NUnit.Framework;

namespace EdgeReasoning.Docs.Api;

/// <summary>Files that are written from the code, committed, and compared: a change of them is to be seen and wanted.</summary>
internal static class Accepted
{
    /// <summary>Set to 1, this environment variable has the tests write the files instead of comparing them.</summary>
    public const string Variable = "EDGEREASONING_ACCEPT";

    public static void Compare(string path, string text)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        string[] before = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] now = text.TrimEnd('\n').Split('\n');
        string[] difference = [.. before.Except(now).Select(line => $"- {line.Trim()}"), .. now.Except(before).Select(line => $"+ {line.Trim()}")];
        if (before.SequenceEqual(now)) return;
        Assert.Fail($"{Repository.NameOf(path)} is not what the code says now. Where that is wanted, run these tests with {Variable}=1, and commit what they write.\n{string.Join('\n', difference.Take(60))}");
    }
}
