using System.Diagnostics;
using System.Text.RegularExpressions;
using EdgeReasoning.Fuzz.Targets;

namespace EdgeReasoning.Fuzz.Running;

/// <summary>Makes inputs, has the target read each, and notes which end otherwise than documented, take long, or allocate much.</summary>
public sealed partial class FuzzRun(FuzzTarget target, int count, int seed)
{
    private const int MostFindings = 20, StackBytes = 1 << 20;
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, int> _outcomes = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _known = [];
    private (TimeSpan Time, int Seed) _slowest;
    private (long Bytes, int Seed) _largest;
    private long _bytes;
    private int _done;

    /// <summary>Where findings are written; null for nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>Told how it goes.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Runs them, on a thread with the stack that threads have on Windows.</summary>
    public FuzzReport Execute()
    {
        long start = Stopwatch.GetTimestamp();
        using var watch = new InputWatch(target.Name, Folder, Tell);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                RunAll(watch, start);
            }
            catch (Exception problem)
            {
                failure = problem;
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("The fuzzer itself failed.", failure);
        return Report(Stopwatch.GetElapsedTime(start));
    }

    private void RunAll(InputWatch watch, long start)
    {
        TimeSpan next = s_between;
        for (; _done < count && _findings.Count < MostFindings; _done++)
        {
            int inputSeed = unchecked(seed + _done);
            byte[] input = target.Make(new Random(inputSeed));
            _bytes += input.Length;
            RunOne(watch, inputSeed, input);
            if (Stopwatch.GetElapsedTime(start) < next) continue;
            next += s_between;
            Tell(Report(Stopwatch.GetElapsedTime(start)).ToString());
        }
    }

    private void RunOne(InputWatch watch, int inputSeed, byte[] input)
    {
        watch.Begin(inputSeed, input);
        long allocated = GC.GetAllocatedBytesForCurrentThread(), began = Stopwatch.GetTimestamp();
        string outcome;
        bool failed = false;
        try
        {
            outcome = target.Run(input);
        }
        catch (Exception problem)
        {
            failed = true;
            outcome = $"{problem.GetType().Name} at {(problem.StackTrace ?? "").Split('\n')[0].Trim()}";
            Note(inputSeed, input, outcome, problem.ToString());
        }

        TimeSpan time = Stopwatch.GetElapsedTime(began);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (watch.End() is { } processor) Note(inputSeed, input, "slow", FormattableString.Invariant($"took {processor.TotalSeconds:0.0} s of processor time"));
        if (!failed) outcome = Words().Replace(outcome, "_");
        // What it takes to tell of a failure is not the target's.
        if (!failed && allocated > target.MostAllocated(input)) Note(inputSeed, input, "memory", $"allocated {allocated} bytes for an input of {input.Length}, and {target.MostAllocated(input)} are allowed");
        if (time > _slowest.Time) _slowest = (time, inputSeed);
        if (allocated > _largest.Bytes) _largest = (allocated, inputSeed);
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
    }

    /// <summary>Notes a finding, unless one of its kind is noted already.</summary>
    private void Note(int inputSeed, byte[] input, string kind, string what)
    {
        if (!_known.Add(kind)) return;
        _findings.Add(new Finding(inputSeed, what, input));
        Tell($"FOUND in {target.Name}, seed {inputSeed}: {what}");
        if (Folder is null) return;
        Directory.CreateDirectory(Folder);
        string file = Path.Combine(Folder, FormattableString.Invariant($"{target.Name}-{inputSeed}"));
        File.WriteAllBytes(file, input);
        File.WriteAllText(file + ".txt", $"seed {inputSeed}: {what}");
    }

    private FuzzReport Report(TimeSpan elapsed) => new()
    {
        Target = target.Name,
        Inputs = _done,
        Seed = seed,
        Elapsed = elapsed,
        Outcomes = _outcomes,
        Slowest = _slowest,
        Largest = _largest,
        MeanBytes = _bytes / Math.Max(1, _done),
        Findings = _findings,
    };

    // Numbers and quoted parts come from the input and tell no two endings apart.
    [GeneratedRegex("'[^']*'?|\"[^\"]*\"?|-?[0-9][0-9.,E+-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
