using System.Globalization;
using static EdgeReasoning.Performance.TegrastatsWords;

namespace EdgeReasoning.Performance;

/// <summary>
/// Reads a tegrastats line word by word. A word stands alone (<c>GR3D_FREQ</c>), or belongs to the name before it (<c>99%@[1300,1301]</c>),
/// or is both (<c>tj@54.25C</c>). Anything else is skipped, so that a version never seen costs its new words only.
/// </summary>
internal sealed class TegrastatsParser(string line)
{
    private const string TimestampFormat = "MM-dd-yyyy HH:mm:ss";
    private const double SensorOff = -256;
    private const double MaxDegrees = 1000;

    private readonly List<TegrastatsMemory> _memories = [];
    private readonly List<TegrastatsUnit> _cores = [];
    private readonly List<TegrastatsUnit> _gpus = [];
    private readonly List<TegrastatsUnit> _engines = [];
    private readonly List<TegrastatsRail> _rails = [];
    private readonly Dictionary<string, double?> _temperatures = new(StringComparer.OrdinalIgnoreCase);
    private TegrastatsUnit? _memoryController;

    internal TegrastatsLine? Parse()
    {
        ReadOnlySpan<char> rest = line.AsSpan().Trim();
        DateTime? timestamp = TakeTimestamp(ref rest);
        string? name = null;
        while (TakeWord(ref rest, out ReadOnlySpan<char> word))
        {
            bool consumed = word[0] switch
            {
                '(' => TryMemoryDetail(word),
                '[' when name == "CPU" => TryCores(word),
                _ => TryTemperature(word) || (name is not null && TryValue(name, word)),
            };
            name = consumed ? null : IsName(word) ? word.ToString() : null;
        }

        bool isEmpty = _memories.Count + _cores.Count + _gpus.Count + _engines.Count + _rails.Count + _temperatures.Count == 0 && _memoryController is null;
        return isEmpty ? null : new TegrastatsLine
        {
            Timestamp = timestamp,
            Memories = _memories,
            Cores = _cores,
            MemoryController = _memoryController,
            Gpus = _gpus,
            Engines = _engines,
            Temperatures = _temperatures,
            Rails = _rails,
        };
    }

    private static DateTime? TakeTimestamp(ref ReadOnlySpan<char> rest)
    {
        bool has = rest.Length >= TimestampFormat.Length;
        if (!has || !DateTime.TryParseExact(rest[..TimestampFormat.Length], TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime timestamp))
        {
            return null;
        }

        rest = rest[TimestampFormat.Length..];
        return timestamp;
    }

    private bool TryValue(string name, ReadOnlySpan<char> word)
        => word.Contains('/') ? TryMemory(name, word) || TryRail(name, word) : TryUnit(name, word);

    // 48578/54791MB
    private bool TryMemory(string name, ReadOnlySpan<char> word)
    {
        int slash = word.IndexOf('/');
        if (word[^1] != 'B' || !TryNumber(word[..slash], out double used) || !TryBytes(word[(slash + 1)..], out long total, out double unit))
        {
            return false;
        }

        _memories.Add(new TegrastatsMemory(name, (long)Math.Min(used * unit, long.MaxValue / 2), total, null, null, null));
        return true;
    }

    // (lfb 4x4MB) or (lfb 252kB) or (cached 0MB), of the memory before
    private bool TryMemoryDetail(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> inner = word.Trim("()");
        int space = inner.IndexOf(' ');
        if (space < 0 || _memories.Count == 0)
        {
            return true;
        }

        ReadOnlySpan<char> value = inner[(space + 1)..];
        if (inner.StartsWith("cached ") && TryBytes(value, out long cached, out _))
        {
            _memories[^1] = _memories[^1] with { CachedBytes = cached };
        }
        else if (inner.StartsWith("lfb "))
        {
            int times = value.IndexOf('x');
            double blocks = 1;
            if ((times < 0 || TryNumber(value[..times], out blocks)) && TryBytes(value[(times + 1)..], out long size, out _))
            {
                _memories[^1] = _memories[^1] with { LargestFreeBlocks = (long)Math.Min(blocks, int.MaxValue), LargestFreeBlockBytes = size };
            }
        }

        return true;
    }

    // 5440mW/5000mW, or without units on the boards before Xavier
    private bool TryRail(string name, ReadOnlySpan<char> word)
    {
        int slash = word.IndexOf('/');
        if (!TryMilliwatts(word[..slash], out double now) || !TryMilliwatts(word[(slash + 1)..], out double average))
        {
            return false;
        }

        _rails.Add(new TegrastatsRail(name, now, average));
        return true;
    }

    // [12%@2201,off,5%]
    private bool TryCores(ReadOnlySpan<char> word)
    {
        foreach (Range part in Inner(word).Split(','))
        {
            ReadOnlySpan<char> core = Inner(word)[part].Trim();
            string name = FormattableString.Invariant($"CPU{_cores.Count}");
            _cores.Add(ReadUnit(name, core) ?? new TegrastatsUnit(name, IsOff: false, null, []));
        }

        return true;
    }

    private bool TryUnit(string name, ReadOnlySpan<char> word)
    {
        if (ReadUnit(name, word) is not { } unit)
        {
            return false;
        }

        if (name is "EMC" or "EMC_FREQ")
        {
            _memoryController = unit;
        }
        else
        {
            (name.StartsWith("GR3D", StringComparison.Ordinal) ? _gpus : _engines).Add(unit);
        }

        return true;
    }

    // off, 12%, 12%@2201, 0%@[305,611], @305, or a bare clock: APE 150
    private static TegrastatsUnit? ReadUnit(string name, ReadOnlySpan<char> word)
    {
        if (word is "off")
        {
            return new TegrastatsUnit(name, IsOff: true, null, []);
        }

        int at = word.IndexOf('@');
        ReadOnlySpan<char> load = at < 0 ? word : word[..at];
        double? percent = null;
        if (load.EndsWith("%") && TryNumber(load[..^1], out double value))
        {
            percent = value;
        }
        else if (at < 0)
        {
            return TryNumber(word, out double clock) ? new TegrastatsUnit(name, IsOff: false, null, [clock]) : null;
        }
        else if (!load.IsEmpty)
        {
            return null;
        }

        List<double> clocks = [];
        ReadOnlySpan<char> list = at < 0 ? [] : Inner(word[(at + 1)..]);
        foreach (Range part in list.Split(','))
        {
            if (TryNumber(list[part].Trim(), out double clock))
            {
                clocks.Add(clock);
            }
        }

        return percent is null && clocks.Count == 0 ? null : new TegrastatsUnit(name, IsOff: false, percent, clocks);
    }

    // tj@54.25C
    private bool TryTemperature(ReadOnlySpan<char> word)
    {
        int at = word.IndexOf('@');
        if (at < 1 || word[^1] != 'C' || !IsName(word[..at])
            || !double.TryParse(word[(at + 1)..^1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double degrees)
            || Math.Abs(degrees) > MaxDegrees)
        {
            return false;
        }

        _temperatures[word[..at].ToString()] = degrees <= SensorOff ? null : degrees;
        return true;
    }
}
