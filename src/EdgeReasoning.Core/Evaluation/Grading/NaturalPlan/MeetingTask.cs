using System.Globalization;

namespace EdgeReasoning.Evaluation;

/// <summary>Who can be met where and when, and how far it is. Plays plans through.</summary>
internal sealed class MeetingTask(string start, TimeSpan begins, IReadOnlyDictionary<string, MeetingPerson> people, IReadOnlyDictionary<string, Dictionary<string, int>> minutes)
{
    private const string Prefix = "SOLUTION:";
    private static readonly string[] Beginnings = ["You start", "You travel", "You wait", "You meet"];

    /// <summary>The steps of a reply: the sentences that begin like one.</summary>
    public static IReadOnlyList<string> Steps(string text)
    {
        int solution = text.IndexOf(Prefix, StringComparison.Ordinal);
        if (solution >= 0) text = text[(solution + Prefix.Length)..];
        return [.. text.Split('.', StringSplitOptions.TrimEntries).Where(step => Array.Exists(Beginnings, beginning => step.StartsWith(beginning, StringComparison.Ordinal)))];
    }

    /// <summary>A time of the day: 9:07AM.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan Clock(string text) => DateTime.ParseExact(text.Trim(), "h:mmtt", CultureInfo.InvariantCulture).TimeOfDay;

    /// <summary>Meetings that come about before the plan ends or fails.</summary>
    public int Meetings(IReadOnlyList<string> steps)
    {
        HashSet<string> met = [];
        string location = start;
        TimeSpan now = begins;
        int meetings = 0;
        foreach (string step in steps)
        {
            bool possible = step switch
            {
                _ when step.StartsWith("You start", StringComparison.Ordinal) => true,
                _ when step.StartsWith("You travel", StringComparison.Ordinal) => Travel(step),
                _ when step.StartsWith("You wait", StringComparison.Ordinal) => Wait(step),
                _ => Meet(step),
            };
            if (!possible) break;
        }

        return meetings;

        bool Travel(string step)
        {
            if (Between(step, "travel to ", " in") is not { } destination || !minutes.TryGetValue(location, out Dictionary<string, int>? from) || !from.TryGetValue(destination, out int minute)) return false;
            now += TimeSpan.FromMinutes(minute);
            location = destination;
            return true;
        }

        bool Wait(string step)
        {
            if (Between(step, "wait until ", ".") is not { } until
                || !DateTime.TryParseExact(until, "h:mmtt", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) || time.TimeOfDay <= now) return false;
            now = time.TimeOfDay;
            return true;
        }

        bool Meet(string step)
        {
            if (Between(step, "meet ", " for") is not { } name || !people.TryGetValue(name, out MeetingPerson? person) || !met.Add(name)) return false;
            TimeSpan end = now + TimeSpan.FromMinutes(person.Minutes);
            if (location != person.Location || now < person.From || end > person.Until) return false;
            meetings++;
            now = end;
            return true;
        }
    }

    private static string? Between(string step, string after, string before)
    {
        int begin = step.IndexOf(after, StringComparison.Ordinal);
        if (begin < 0) return null;
        string rest = step[(begin + after.Length)..];
        int end = rest.IndexOf(before, StringComparison.Ordinal);
        return (end < 0 ? rest : rest[..end]).Trim();
    }
}
