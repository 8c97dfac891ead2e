using System.Diagnostics;
using EdgeReasoning.Benchmarks.Measuring;

namespace EdgeReasoning.Benchmarks.Pareto;

/// <summary>
/// Times of one operation over growing sizes, and how fast they grow. Growth is fitted to the processor time, which other work on the
/// machine disturbs less than the wall clock; both are medians.
/// </summary>
internal sealed class Growth(string operation, string goal)
{
    private const int Runs = 7;

    private readonly List<(int Size, double Median, double Processor)> _times = [];
    private readonly List<string> _notes = [];

    /// <summary>Processor seconds of the size measured last.</summary>
    public double LastProcessor => _times[^1].Processor;

    public void Measure(int size, Action run) => Measure(size, static () => 0, _ => run());

    public void Measure<TState>(int size, Func<TState> setup, Action<TState> run)
    {
        var seconds = new double[Runs];
        var processor = new double[Runs];
        run(setup());
        for (int i = 0; i < Runs; i++)
        {
            TState state = setup();
            GC.Collect();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            run(state);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            processor[i] = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        }

        Array.Sort(seconds);
        Array.Sort(processor);
        _times.Add((size, seconds[Runs / 2], processor[Runs / 2]));
    }

    public void Note(string note) => _notes.Add(note);

    public void Print(bool perLogarithm = false)
    {
        Console.WriteLine($"{operation} (goal: {goal})");
        Console.WriteLine($"  {"n",10} {"median ms",12} {"CPU ms",12} {(perLogarithm ? "µs / log n" : "ns / n log n"),14}");
        for (int i = 0; i < _times.Count; i++)
        {
            (int size, double median, double processor) = _times[i];
            double unit = perLogarithm ? processor * 1e6 / Math.Log2(size) : processor * 1e9 / (size * Math.Log2(size));
            Console.WriteLine($"  {size,10} {median * 1e3,12:F3} {processor * 1e3,12:F3} {unit,14:F2}   {_notes[i]}");
        }

        double[] sizes = [.. _times.Select(time => (double)time.Size)];
        double fitted = PowerLaw.Exponent(sizes, [.. _times.Select(time => time.Processor)]);
        double ideal = PowerLaw.Exponent(sizes, [.. sizes.Select(size => (perLogarithm ? 1 : size) * Math.Log2(size))]);
        Console.WriteLine($"  processor time grows as n^{fitted:F2}; {(perLogarithm ? "log n" : "n log n")} grows as n^{ideal:F2} over these sizes");
        Console.WriteLine();
    }
}
