using System.Globalization;
using System.Text.Json;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>A question with its answer, and how many steps it takes.</summary>
internal sealed record StoryQuestion(string Text, string Answer, int Steps)
{
    /// <summary>StoryMath as JSON lines.</summary>
    public static StoryQuestion[] Read(string path, int most) => [.. File.ReadLines(path).Take(most).Select(line =>
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        return new StoryQuestion(row.GetProperty("question").GetString()!, row.GetProperty("answer").GetString()!, row.GetProperty("steps").GetInt32());
    })];

    /// <summary>Questions as the prototype was trained on.</summary>
    public static StoryQuestion[] Generate(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int coins = random.Next(3, 20), steps = random.Next(1, 7);
            string name = random.Next(2) == 0 ? "Gus" : "Ann", story = $"{name} has {coins} coins.";
            for (int i = 0; i < steps; i++)
            {
                int amount = random.Next(1, 10);
                switch (random.Next(3))
                {
                    case 0 when coins <= 40:
                        coins *= 2;
                        story += $" {name} doubles.";
                        break;
                    case 1 when coins > amount:
                        coins -= amount;
                        story += $" {name} gives {amount}.";
                        break;
                    default:
                        coins += amount;
                        story += $" {name} finds {amount}.";
                        break;
                }
            }

            return new StoryQuestion($"{story} How many?", coins.ToString(CultureInfo.InvariantCulture), steps);
        })];
    }
}
