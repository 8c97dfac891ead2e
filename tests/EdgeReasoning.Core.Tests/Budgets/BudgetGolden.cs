using System.Text.Json;

namespace EdgeReasoning.Core.Tests.Budgets;

/// <summary>The golden vectors of thinking budgets: topics G7 (llama.cpp's state machine, UTF-8), G8 (s1) and the early-exit part of G10.</summary>
internal static class BudgetGolden
{
    public static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Budgets", "Data", file)));
        return document.RootElement.Clone();
    }

    public static int[] Integers(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt32())];

    public static string[] Strings(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetString()!)];
}
