using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>llama.cpp's log: lines go to the logger, and the complaints of a call can be read after it.</summary>
internal static unsafe class NativeLog
{
    private const int Info = 2;
    private const int Warning = 3;
    private const int Error = 4;
    private const int Continuation = 5;
    private const int MaxComplaints = 6;

    private static ILogger? _logger;

    // llama.cpp writes a line in pieces, and threads write at the same time.
    [ThreadStatic] private static StringBuilder? _line;
    [ThreadStatic] private static int _lineLevel;
    [ThreadStatic] private static List<string>? _complaints;

    public static void SendTo(ILoggerFactory factory) => Volatile.Write(ref _logger, factory.CreateLogger("EdgeReasoning.LlamaCpp.Native"));

    public static void Attach() => NativeMethods.llama_log_set(&Receive, 0);

    /// <summary>Forgets what llama.cpp complained of on this thread.</summary>
    public static void ClearComplaints() => _complaints?.Clear();

    /// <summary>What llama.cpp complained of on this thread since <see cref="ClearComplaints"/>; empty where it did not.</summary>
    public static string Complaints => _complaints is { Count: > 0 } lines ? string.Join("; ", lines) : "";

    /// <summary>Takes a piece of a line.</summary>
    public static void Write(int level, ReadOnlySpan<byte> utf8)
    {
        StringBuilder line = _line ??= new StringBuilder();
        if (level != Continuation)
        {
            Flush(line);
            _lineLevel = level;
        }

        line.Append(Encoding.UTF8.GetString(utf8));
        if (line.Length > 0 && line[^1] == '\n') Flush(line);
    }

    private static void Flush(StringBuilder line)
    {
        string text = line.ToString().Trim();
        line.Clear();
        if (text.Length == 0) return;
        if (_lineLevel is Warning or Error)
        {
            List<string> complaints = _complaints ??= [];
            if (complaints.Count == MaxComplaints) complaints.RemoveAt(0);
            complaints.Add(text);
        }

        if (Volatile.Read(ref _logger) is not { } logger) return;
        switch (_lineLevel)
        {
            case Error: logger.NativeError(text); break;
            case Warning: logger.NativeWarning(text); break;
            case Info: logger.NativeInformation(text); break;
            default: logger.NativeDebug(text); break;
        }
    }

    private static bool IsWanted(int level) =>
        Volatile.Read(ref _logger) is { } logger && logger.IsEnabled(level == Info ? LogLevel.Information : LogLevel.Debug);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(int level, byte* text, nint userData)
    {
        // Most lines are for a log that nobody asked for: they are not even made into text.
        if (level is not (Warning or Error or Continuation) && !IsWanted(level) && _line is not { Length: > 0 })
        {
            _lineLevel = level;
            return;
        }

        try
        {
            Write(level, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        }
        catch (Exception)
        {
            // A logger that throws must not unwind through native frames.
        }
    }
}
