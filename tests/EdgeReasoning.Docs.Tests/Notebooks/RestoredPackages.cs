using System.Text.Json;

namespace EdgeReasoning.Docs.Notebooks;

/// <summary>Packages as NuGet has restored them for some project: what <c>#r "nuget: …"</c> comes to in .NET Interactive.</summary>
/// <param name="assets">The project's <c>project.assets.json</c>.</param>
internal sealed class RestoredPackages(JsonElement assets)
{
    private const string Variable = "EDGEREASONING_NOTEBOOK_PACKAGES";

    private readonly JsonElement _target = assets.GetProperty("targets").EnumerateObject().First().Value;

    /// <summary>Those of the <c>project.assets.json</c> that the environment names; null where it names none.</summary>
    public static RestoredPackages? Named { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? new RestoredPackages(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path))) : null;

    /// <summary>The assemblies of a package and of those that it needs, each once.</summary>
    /// <exception cref="FormatException">It was not restored.</exception>
    public IReadOnlyCollection<string> AssembliesOf(string package)
    {
        HashSet<string> assemblies = [], seen = [];
        Add(package);
        return assemblies;

        void Add(string name)
        {
            if (!seen.Add(name)) return;
            JsonProperty found = _target.EnumerateObject().FirstOrDefault(candidate => candidate.Name.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase));
            if (found.Value.ValueKind != JsonValueKind.Object) throw new FormatException($"The package {name} was not restored.");
            if (found.Value.TryGetProperty("runtime", out JsonElement runtime))
            {
                string folder = assets.GetProperty("libraries").GetProperty(found.Name).GetProperty("path").GetString()!;
                assemblies.UnionWith(runtime.EnumerateObject().Where(file => file.Name.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Find(folder, file.Name)));
            }

            if (!found.Value.TryGetProperty("dependencies", out JsonElement dependencies)) return;
            foreach (JsonProperty dependency in dependencies.EnumerateObject()) Add(dependency.Name);
        }
    }

    private string Find(string folder, string file) =>
        assets.GetProperty("packageFolders").EnumerateObject().Select(root => Path.GetFullPath(Path.Combine(root.Name, folder, file))).First(File.Exists);
}
