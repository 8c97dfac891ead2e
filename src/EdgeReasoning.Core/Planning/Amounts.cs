using static System.FormattableString;

namespace EdgeReasoning.Planning;

/// <summary>Amounts in words, to three digits. What is needed is rounded up (an accuracy down), so that the words are never too little.</summary>
internal static class Amounts
{
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Seconds(double seconds) => seconds < 1 ? Invariant($"{Up(seconds * 1000):G5} ms") : Invariant($"{Up(seconds):G5} s");

    public static string Joules(double joules) => Invariant($"{Up(joules):G5} J");

    public static string Cost(double cost) => Invariant($"{Up(cost):G5}");

    public static string Percent(double share) => Invariant($"{Up(100 * share):G5} %");

    public static string Bytes(double bytes)
    {
        int unit = 0;
        for (; bytes >= 1024 && unit < ByteUnits.Length - 1; unit++) bytes /= 1024;
        return Invariant($"{Up(bytes):G5} {ByteUnits[unit]}");
    }

    public static string Accuracy(double share) => Invariant($"{Math.Floor(share * 1000 + 1e-9) / 10:0.0} %");

    private static double Up(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        double scale = Math.Pow(10, 2 - Math.Floor(Math.Log10(Math.Abs(value))));
        // What is a whole number but for rounding stays it.
        return Math.Ceiling((value * scale) - 1e-9) / scale;
    }
}
