using EdgeReasoning.Evaluation;
using EdgeReasoning.Pareto;

namespace EdgeReasoning.QuickStart;

/// <summary>Results on a console: a table, and a chart of accuracy over seconds with the frontier's numbers in it.</summary>
internal static class FrontierView
{
    private const int Width = 72, Height = 16;

    public static void Show(IReadOnlyList<ConfigurationResult> results)
    {
        var frontier = new ParetoFrontier<ConfigurationResult>(
            Objective.Minimize<ConfigurationResult>("mean seconds", result => result.MeanSeconds),
            Objective.Maximize<ConfigurationResult>("accuracy", result => result.Accuracy));
        frontier.AddRange(results);
        ConfigurationResult[] members = [.. frontier.Snapshot().Members.OrderBy(result => result.MeanSeconds)];

        Console.WriteLine($"\n  #  {"configuration",-52} {"accuracy",8}  {"95 % interval",-16} {"seconds",8}  tokens");
        foreach (ConfigurationResult result in results.OrderBy(result => result.MeanSeconds))
        {
            int number = Array.IndexOf(members, result) + 1;
            Console.WriteLine($"{(number > 0 ? $"{number,3}" : "   ")}  {result.Configuration.Name,-52} {result.Accuracy,8:P1}  "
                + $"{$"{result.AccuracyInterval.Lower:P0} to {result.AccuracyInterval.Upper:P0}",-16} {result.MeanSeconds,8:0.0000}  {result.MeanOutputTokens,6:0}");
        }

        Draw(results, members);
    }

    /// <summary>Numbers are the frontier's, dots the others; seconds on a logarithmic axis.</summary>
    private static void Draw(IReadOnlyList<ConfigurationResult> results, ConfigurationResult[] members)
    {
        double least = Math.Log(results.Min(result => result.MeanSeconds)), most = Math.Log(results.Max(result => result.MeanSeconds));
        char[][] rows = [.. Enumerable.Range(0, Height + 1).Select(_ => new string(' ', Width + 3).ToCharArray())];
        foreach (ConfigurationResult result in results.OrderBy(result => Array.IndexOf(members, result)))
        {
            int column = most > least ? (int)Math.Round((Math.Log(result.MeanSeconds) - least) / (most - least) * Width) : 0;
            int row = Height - (int)Math.Round(result.Accuracy * Height), number = Array.IndexOf(members, result) + 1;
            (number > 0 ? $"{number}" : "·").CopyTo(rows[row].AsSpan(column));
        }

        Console.WriteLine();
        for (int row = 0; row <= Height; row++)
            Console.WriteLine($"{(row % 4 == 0 ? $"{1 - (double)row / Height:P0}" : ""),6} |{new string(rows[row]).TrimEnd()}");
        Console.WriteLine($"       +{new string('-', Width)}\n        {$"{Math.Exp(least):G2} s",-64}{Math.Exp(most):G2} s");
    }
}
