using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EdgeReasoning.Scaling;
using NUnit.Framework;

namespace EdgeReasoning.Docs.Pages;

/// <summary>That the pages hang together: links lead somewhere, every page is in the index, every policy has one.</summary>
public sealed partial class PageTests
{
    private static readonly string Docs = Repository.PathOf("docs");

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "README.md", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal)))
        .Append(Repository.PathOf("README.md"));

    [Test]
    public void Links_ToFiles_LeadSomewhere()
    {
        IEnumerable<string> broken = from page in Pages()
                                     from Match link in Link().Matches(Fence().Replace(File.ReadAllText(page), ""))
                                     let target = link.Groups["target"].Value
                                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                                     where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
                                     select $"{Repository.NameOf(page)}: {target}";
        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Index_OfTheDocumentation_HasEveryPage()
    {
        string index = File.ReadAllText(Path.Combine(Docs, "README.md"));
        IEnumerable<string> pages = Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Docs, path).Replace('\\', '/'));
        Assert.That(pages.Where(page => page != "README.md" && (!page.StartsWith("api/", StringComparison.Ordinal) || page == "api/README.md") && !index.Contains($"({page})", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Policies_OfTheLibrary_HaveAPage()
    {
        IEnumerable<string> budgets = Directory.EnumerateDirectories(Repository.PathOf("src", "EdgeReasoning.Core", "Budgets")).Select(folder => Path.GetFileName(folder)!);
        IEnumerable<string> scaling = typeof(ScalingPolicies).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false } && !member.IsDefined(typeof(ExtensionAttribute)))
            .Select(member => member.Name).Distinct();
        Assert.That(budgets.Where(name => !IsOn("budgets", name)), Is.Empty);
        Assert.That(scaling.Where(name => !IsOn("scaling", name)), Is.Empty);
    }

    // DeepConfOnline stands on the page of DeepConf.
    private static bool IsOn(string folder, string policy) => Directory.EnumerateFiles(Path.Combine(Docs, folder))
        .Any(page => policy.StartsWith(Path.GetFileNameWithoutExtension(page).Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?ms)^```.*?^```|`[^`\n]*`")]
    private static partial Regex Fence();
}
