using System.Globalization;
using EdgeReasoning.Performance;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Reporting;

/// <summary>Numbers as a reader wants them: three digits, the unit that fits, a dash for what is unknown, and the same under any culture.</summary>
internal static class Quantity
{
    public const string Unknown = "\u2013";

    public static string Percent(double? share) => share is { } value && !double.IsNaN(value) ? Invariant($"{100 * value:F1} %") : Unknown;

    public static string Percent(Interval interval) => double.IsNaN(interval.Lower)
        ? Unknown
        : Invariant($"{100 * interval.Lower:F1} to {100 * interval.Upper:F1} %");

    public static string Seconds(double? seconds) => seconds switch
    {
        null => Unknown,
        < 0.001 => Invariant($"{Digits(1e6 * seconds.Value)} \u00b5s"),
        < 1 => Invariant($"{Digits(1000 * seconds.Value)} ms"),
        _ => Invariant($"{Digits(seconds.Value)} s"),
    };

    public static string Joules(double? joules) => joules switch
    {
        null => Unknown,
        < 1 => Invariant($"{Digits(1000 * joules.Value)} mJ"),
        _ => Invariant($"{Digits(joules.Value)} J"),
    };

    public static string Watts(double watts) => Invariant($"{Digits(watts)} W");

    /// <summary>A count, whole or a mean.</summary>
    public static string Count(double count) => count == Math.Round(count) ? Invariant($"{count:F0}") : Digits(count);

    public static string Bytes(long? bytes) => bytes switch
    {
        null => Unknown,
        < 1_000_000 => Invariant($"{Digits(bytes.Value / 1e3)} kB"),
        < 1_000_000_000 => Invariant($"{Digits(bytes.Value / 1e6)} MB"),
        _ => Invariant($"{Digits(bytes.Value / 1e9)} GB"),
    };

    /// <summary>Three significant digits, and never an exponent.</summary>
    public static string Digits(double value)
    {
        double size = Math.Abs(value);
        string format = size switch { >= 100 => "F0", >= 10 => "F1", >= 1 => "F2", 0 => "F0", >= 0.01 => "F3", _ => "G3" };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A prediction with its interval, where it has one.</summary>
    public static string Range(Prediction prediction, Func<double?, string> format) => prediction is { Low: { } low, High: { } high }
        ? $"{format(prediction.Value)} ({format(low)} to {format(high)})"
        : format(prediction.Value);

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
