using System.Globalization;
using EdgeReasoning.Studies;
using Spectre.Console;

namespace EdgeReasoning.Tool.Terminal;

/// <summary>Shows how far a study is: bars on a terminal, a line for each step in a pipe.</summary>
internal static class ProgressView
{
    /// <summary>Runs something long.</summary>
    public static Task<T> RunAsync<T>(Screen screen, Func<IProgress<StudyProgress>, Task<T>> run) => screen.IsInteractive
        ? screen.Messages.Progress().HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => run(new Bars(context)))
        : run(new Lines(screen));

    private sealed class Bars(ProgressContext context) : IProgress<StudyProgress>
    {
        private readonly Lock _lock = new();
        private ProgressTask? _task;

        public void Report(StudyProgress value)
        {
            lock (_lock)
            {
                if (_task?.Description != value.Step)
                {
                    _task?.Value(1);
                    _task = context.AddTask(value.Step, maxValue: 1);
                }

                _task.Value(value.Fraction);
            }
        }
    }

    private sealed class Lines(Screen screen) : IProgress<StudyProgress>
    {
        private const double Every = 0.25;
        private readonly Lock _lock = new();
        private string? _step;
        private double _next;

        public void Report(StudyProgress value)
        {
            lock (_lock)
            {
                if (_step != value.Step) (_step, _next) = (value.Step, 0);
                if (value.Fraction < _next) return;
                while (_next <= value.Fraction) _next += Every;
                screen.Note(string.Create(CultureInfo.InvariantCulture, $"{value.Step}: {value.Fraction:P0}{(value.Left is { } left && left > TimeSpan.Zero ? $", {left.TotalSeconds:N0} s left" : "")}"));
            }
        }
    }
}
