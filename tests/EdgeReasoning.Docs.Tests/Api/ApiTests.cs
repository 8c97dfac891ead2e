using System.Reflection;
using System.Text;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Api;

/// <summary>The public API of each package stands in a file, so that no change of it goes unnoticed.</summary>
public sealed class ApiTests
{
    private static IEnumerable<TestCaseData> Assemblies() => Packages.Assemblies.Select(assembly => new TestCaseData(assembly).SetArgDisplayNames(assembly.GetName().Name!));

    [TestCaseSource(nameof(Assemblies))]
    public void PublicApi_OfAPackage_IsAsAccepted(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, Type> group in assembly.GetExportedTypes().GroupBy(type => type.Namespace!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"namespace {group.Key}\n");
            foreach (Type type in group.OrderBy(TypeText.NameOf, StringComparer.Ordinal))
            {
                text.Append($"  {MemberText.Of(type)}\n");
                foreach ((string member, _) in MemberText.MembersOf(type)) text.Append($"    {member}\n");
            }
        }

        Accepted.Compare(Repository.PathOf("tests", "EdgeReasoning.Docs.Tests", "Api", $"{assembly.GetName().Name}.txt"), text.ToString());
    }
}
