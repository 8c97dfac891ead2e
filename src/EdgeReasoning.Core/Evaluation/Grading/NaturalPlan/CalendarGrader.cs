using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Appointments, by the rules of Natural-Plan's <c>evaluate_calendar_scheduling.py</c>: the first <c>Monday, 14:30 - 15:30</c> of the reply must have the day,
/// the beginning and the end of the golden one. Minutes count as half an hour where they are 30, else as none.
/// </summary>
internal sealed partial class CalendarGrader(string golden) : AnswerGrader(new PlanExtractor("calendar", Parse), golden)
{
    public static CalendarGrader Create(NaturalPlanItem item)
    {
        string plan = item.Text("golden_plan");
        return new CalendarGrader(Parse(plan) ?? throw item.Error($"the golden plan '{plan}' names no day and time."));
    }

    public override bool IsCorrect(string answer) => answer == Expected;

    internal static string? Parse(string text) => Time().Match(text) is { Success: true } time
        ? $"{time.Groups[1].Value} {Hour(time, 2)} to {Hour(time, 4)}"
        : null;

    private static string Hour(Match time, int group)
    {
        string hour = time.Groups[group].Value.TrimStart('0');
        return (hour.Length == 0 ? "0" : hour) + (time.Groups[group + 1].Value == "30" ? ".5" : "");
    }

    [GeneratedRegex("([A-Za-z]+), ([0-9]+):([0-9]+) - ([0-9]+):([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
