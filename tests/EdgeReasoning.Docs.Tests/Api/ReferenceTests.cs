using System.Reflection;
using System.Text;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Api;

/// <summary>docs/api has a page for each namespace, written from the documentation in the code.</summary>
public sealed class ReferenceTests
{
    private static readonly string Folder = Repository.PathOf("docs", "api");

    private static readonly (string Namespace, Assembly Assembly, Type[] Types)[] Pages =
    [
        .. Packages.Assemblies.SelectMany(assembly => assembly.GetExportedTypes().GroupBy(type => type.Namespace!).Select(group => (group.Key, assembly, group.OrderBy(TypeText.NameOf, StringComparer.Ordinal).ToArray())))
            .OrderBy(page => page.Key, StringComparer.Ordinal),
    ];

    [Test]
    public void Pages_OfTheReference_AreUpToDate()
    {
        var index = new StringBuilder("# API reference\n\nA page for each namespace, written from the documentation in the code.\n\n| namespace | package | types |\n|---|---|--:|\n");
        foreach ((string name, Assembly assembly, Type[] types) in Pages)
        {
            Accepted.Compare(Path.Combine(Folder, $"{name}.md"), PageOf(name, assembly, types));
            index.Append($"| [{name}]({name}.md) | {assembly.GetName().Name} | {types.Length} |\n");
        }

        Accepted.Compare(Path.Combine(Folder, "README.md"), index.ToString());
        Assert.That(Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Pages.Select(page => page.Namespace).Append("README")));
    }

    [Test]
    public void Summaries_OfPublicTypes_AreAllThere()
    {
        string[] without = [.. Pages.SelectMany(page => { var summaries = new XmlSummaries(page.Assembly); return page.Types.Where(type => summaries.Of(type).Length == 0).Select(TypeText.NameOf); })];
        Assert.That(without, Is.Empty);
    }

    private static string PageOf(string name, Assembly assembly, Type[] types)
    {
        var summaries = new XmlSummaries(assembly);
        var page = new StringBuilder($"# {name}\n\nIn the package {assembly.GetName().Name}. [All namespaces](README.md)\n");
        foreach (Type type in types)
        {
            page.Append($"\n## {TypeText.NameOf(type).Replace("<", "\\<", StringComparison.Ordinal)}\n\n`{MemberText.Of(type)}`\n\n{summaries.Of(type)}\n");
            (string Text, MemberInfo Member)[] members = [.. MemberText.MembersOf(type)];
            if (members.Length > 0) page.Append("\n| member | |\n|---|---|\n");
            foreach ((string text, MemberInfo member) in members) page.Append($"| `{text.Replace("|", "\\|", StringComparison.Ordinal)}` | {summaries.Of(member)} |\n");
        }

        return page.ToString();
    }
}
