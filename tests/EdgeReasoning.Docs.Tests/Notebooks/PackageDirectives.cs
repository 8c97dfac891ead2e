using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeReasoning.Docs.Notebooks;

/// <summary>
/// The packages that a notebook asks for: <c>#r "nuget: EdgeReasoning.LlamaCpp, 0.1.0"</c>. The package has to be one of this repository in its version, or one
/// that it pins. Here they are the assemblies that were built, so that such a line is only checked; where the environment names packages that were
/// restored (<see cref="RestoredPackages"/>), it becomes references to theirs.
/// </summary>
internal static partial class PackageDirectives
{
    private static readonly Lazy<Dictionary<string, string>> Known = new(ReadKnown);

    /// <summary>The code without its directives, line by line as long as before, or with references in their place.</summary>
    /// <exception cref="FormatException">A package is neither this repository's nor pinned, or has another version; the message says which.</exception>
    public static string Resolve(string code) => Directive().Replace(code, match =>
    {
        (string package, string version) = (match.Groups["package"].Value, match.Groups["version"].Value);
        if (!Known.Value.TryGetValue(package, out string? known))
            throw new FormatException($"The package {package} is neither of this repository nor pinned in Directory.Build.props.");
        if (version.Length > 0 && version != known)
            throw new FormatException($"The package {package} has version {known} here, not {version}.");
        return RestoredPackages.Named is { } restored ? string.Join('\n', restored.AssembliesOf(package).Select(path => $"#r \"{path}\"")) : "";
    });

    private static Dictionary<string, string> ReadKnown()
    {
        XDocument properties = XDocument.Load(Repository.PathOf("Directory.Build.props"));
        string own = properties.Descendants("Version").Single().Value;
        Dictionary<string, string> known = properties.Descendants("PackageVersion").ToDictionary(item => item.Attribute("Include")!.Value, item => item.Attribute("Version")!.Value);
        foreach (string project in Directory.EnumerateFiles(Repository.PathOf("src"), "EdgeReasoning.*.csproj", SearchOption.AllDirectories))
            known[Path.GetFileNameWithoutExtension(project)] = own;
        return known;
    }

    [GeneratedRegex("""^#r "nuget: *(?<package>[\w.]+)(, *(?<version>[\w.*-]+))?" *$""", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
