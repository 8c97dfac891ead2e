namespace EdgeReasoning.Performance;

/// <summary>Turns tegrastats output that was written to a file into power traces.</summary>
public static class TegrastatsLog
{
    /// <summary>
    /// Reads every line and returns a trace per rail, on a clock that starts at 0 with the first line. Lines that cannot be read leave
    /// a hole of one interval.
    /// </summary>
    /// <param name="reader">The lines.</param>
    /// <param name="interval">What tegrastats was started with (<c>--interval</c>). Null takes the printed times, which are whole seconds.</param>
    /// <exception cref="InvalidDataException">No interval is given, and the lines have no times that advance.</exception>
    public static IReadOnlyList<PowerTrace> Read(TextReader reader, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (interval is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(interval));
        }

        List<(TimeSpan At, TegrastatsLine Line)> lines = [];
        DateTime? start = null;
        int index = 0;
        while (reader.ReadLine() is { } text)
        {
            int at = index++;
            if (!TegrastatsLine.TryParse(text, out TegrastatsLine? line))
            {
                continue;
            }

            if (interval is null && line.Timestamp is null)
            {
                throw new InvalidDataException($"Line {at + 1} has no time. Give the interval that tegrastats was started with.");
            }

            start ??= line.Timestamp;
            lines.Add((interval is { } step ? at * step : line.Timestamp!.Value - start!.Value, line));
        }

        if (lines.Count == 0)
        {
            return [];
        }

        TimeSpan period = interval ?? PrintedPeriod(lines);
        return [.. lines.SelectMany(entry => entry.Line.Rails.Select(rail => rail.Name)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(rail => new PowerTrace(
                rail, PowerMeterKind.Power, period, lines.Select(entry => new PowerSample(entry.At, entry.Line.Watts(rail), null))))];
    }

    // Several lines a second share a printed time; those between cannot be placed, so one a second is kept by the trace.
    private static TimeSpan PrintedPeriod(List<(TimeSpan At, TegrastatsLine Line)> lines)
    {
        TimeSpan[] steps = [.. lines.Zip(lines.Skip(1), (left, right) => right.At - left.At).Where(step => step > TimeSpan.Zero).Order()];
        return steps.Length > 0
            ? steps[steps.Length / 2]
            : throw new InvalidDataException("The printed times do not advance. Give the interval that tegrastats was started with.");
    }
}
