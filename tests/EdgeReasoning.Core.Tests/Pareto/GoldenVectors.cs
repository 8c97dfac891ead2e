using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Pareto;

/// <summary>The golden vectors of topic G6 (pareto.json): closed forms and enumerations made by a second program.</summary>
internal static class GoldenVectors
{
    private static readonly Lazy<JsonElement> Root = new(() => JsonDocument.Parse(File.ReadAllText(PathOf("pareto.json"))).RootElement);

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Pareto", "Data", file);

    public static JsonElement Indicators => Root.Value.GetProperty("indicators");

    public static JsonElement Edge => Root.Value.GetProperty("edge");

    public static IEnumerable<TestCaseData<JsonElement>> Fixed() =>
        Root.Value.GetProperty("fixed").EnumerateArray().Select(set => new TestCaseData<JsonElement>(set).SetArgDisplayNames(set.GetProperty("name").GetString()!));

    public static IEnumerable<TestCaseData<JsonElement>> Generated() =>
        Root.Value.GetProperty("random").EnumerateArray().Select(set => new TestCaseData<JsonElement>(set).SetArgDisplayNames(
            $"{set.GetProperty("kind").GetString()} of {set.GetProperty("n").GetInt32()} in {set.GetProperty("d").GetInt32()}, seed {set.GetProperty("seed").GetUInt64()}"));

    public static double[] Doubles(this JsonElement set, string name) => [.. set.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(this JsonElement set, string name) => [.. set.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    public static string[] Strings(this JsonElement set, string name) => [.. set.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    public static double[][] Points(this JsonElement set, string name) =>
        [.. set.GetProperty(name).EnumerateArray().Select(point => point.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}
