using EdgeReasoning.Studies;

namespace EdgeReasoning.QuickStart;

/// <summary>A line for every step of the study, and one for every quarter of it.</summary>
internal sealed class ConsoleProgress : IProgress<StudyProgress>
{
    private readonly Lock _lock = new();
    private string? _step;
    private double _next;

    public void Report(StudyProgress value)
    {
        lock (_lock)
        {
            if (_step != value.Step) (_step, _next) = (value.Step, 0);
            if (value.Fraction < _next) return;
            while (_next <= value.Fraction) _next += 0.25;
            Console.WriteLine($"{value.Step}: {value.Fraction:P0}{(value.Left is { } left ? $", {left.TotalSeconds:0} s left" : "")}");
        }
    }
}
