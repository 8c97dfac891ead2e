using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Trips, by the rules of Natural-Plan's <c>evaluate_trip_planning.py</c>: stays follow from the days of the flights, the first begins on day 1, the last ends
/// with the last range of days, and the cities and stays must begin as the golden ones do. What follows a plan that has reached its last day is not read.
/// </summary>
internal sealed partial class TripGrader(IReadOnlyList<(string City, int Days)> golden)
    : AnswerGrader(new PlanExtractor("trip", text => Format(Parse(text))), Format(golden))
{
    public static TripGrader Create(NaturalPlanItem item)
    {
        string[] cities = item.Text("cities").Split("**", StringSplitOptions.RemoveEmptyEntries), durations = item.Text("durations").Split("**", StringSplitOptions.RemoveEmptyEntries);
        if (cities.Length == 0 || cities.Length != durations.Length) throw item.Error($"there are {cities.Length} cities and {durations.Length} durations.");
        return new TripGrader([.. cities.Zip(durations, (city, days) => (city,
            int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw item.Error($"'{days}' is not a number of days.")))]);
    }

    public override bool IsCorrect(string answer) => answer == Expected || answer.StartsWith(Expected + ", ", StringComparison.Ordinal);

    internal static IReadOnlyList<(string City, int Days)> Parse(string text)
    {
        int? total = null, lastDay = null;
        List<(int Day, string From, string To)> flights = [];
        foreach (string line in text.Split('\n'))
        {
            if (TotalDays().Match(line) is { Success: true } days) total = Number(days.Groups[1].Value);
            if (Range().Match(line) is { Success: true } range)
            {
                lastDay = Number(range.Groups[1].Value);
                if (lastDay == total) break;
            }

            if (Flight().Match(line) is { Success: true } flight) flights.Add((Number(flight.Groups[1].Value), flight.Groups[2].Value, flight.Groups[3].Value));
        }

        if (lastDay is null || flights.Count == 0) return [];
        List<(string City, int Days)> plan = [(flights[0].From, flights[0].Day)];
        for (int i = 0; i < flights.Count; i++)
        {
            int leaves = i + 1 < flights.Count ? flights[i + 1].Day : lastDay.Value;
            plan.Add((flights[i].To, leaves - flights[i].Day + 1));
        }

        return plan;
    }

    private static string Format(IReadOnlyList<(string City, int Days)> plan) => string.Join(", ", plan.Select(stay => FormattableString.Invariant($"{stay.City} {stay.Days}")));

    /// <summary>A number that no calendar holds is as wrong as any.</summary>
    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue / 4;

    [GeneratedRegex(@"\d+-(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@".*Day (\d+).*from (\w+) to (\w+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Flight();

    [GeneratedRegex(@"European cities for (\d+) days", RegexOptions.CultureInvariant)]
    private static partial Regex TotalDays();
}
