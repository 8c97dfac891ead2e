using EdgeReasoning.Evaluation;
using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>The benchmarks that can be named in study files and on the command line.</summary>
internal static class BenchmarkFormats
{
    private const int StoryQuestions = 200;

    /// <summary>Name, what it is, and how it is read.</summary>
    public static IReadOnlyList<(string Name, string Description, Func<BenchmarkSource, Benchmark> Read)> All { get; } =
    [
        ("storymath", "made here: stories of 2 to 16 steps, form 'open' or 'choice'; no file", source =>
            Benchmarks.StoryMath(StorySplit.Test, source.Questions ?? StoryQuestions, source.Form == "choice" ? StoryForm.Choice : StoryForm.Open)),
        ("mmlu", "MMLU, CSV or JSON Lines, a file or a folder", source => Benchmarks.Mmlu(FileOf(source))),
        ("mmlu-redux", "MMLU-Redux, CSV or JSON Lines; only questions whose label is right", source => Benchmarks.MmluRedux(FileOf(source), MmluReduxLabels.OkOnly)),
        ("gsm8k", "GSM8K, JSON Lines", source => Benchmarks.Gsm8k(FileOf(source))),
        ("math-500", "MATH-500, JSON Lines", source => Benchmarks.Math500(FileOf(source))),
        ("aime", "AIME, JSON Lines", source => Benchmarks.Aime(FileOf(source))),
        ("natural-plan-trip", "Natural-Plan, trips, JSON", source => Benchmarks.NaturalPlan(FileOf(source), NaturalPlanTask.Trip)),
        ("natural-plan-meeting", "Natural-Plan, meetings, JSON", source => Benchmarks.NaturalPlan(FileOf(source), NaturalPlanTask.Meeting)),
        ("natural-plan-calendar", "Natural-Plan, calendars, JSON", source => Benchmarks.NaturalPlan(FileOf(source), NaturalPlanTask.Calendar)),
        ("jsonl", "own questions, JSON Lines, with columns 'question' and 'answer' or those named", source => Benchmarks.FromJsonLines(FileOf(source), NameOf(source), AnswerGraders.Mathematical, Columns(source))),
        ("csv", "own questions, CSV, with columns 'question' and 'answer' or those named", source => Benchmarks.FromCsv(FileOf(source), NameOf(source), AnswerGraders.Mathematical, Columns(source))),
    ];

    /// <summary>Reads the questions.</summary>
    public static Benchmark Read(BenchmarkSource source)
    {
        var format = All.FirstOrDefault(format => format.Name == source.Format);
        if (format.Read is null) throw new FormatException($"There is no benchmark format '{source.Format}'. There are {string.Join(", ", All.Select(known => known.Name))}.");
        Benchmark benchmark = format.Read(source);
        return source.Questions is { } count && count < benchmark.Questions.Count ? benchmark.Take(count) : benchmark;
    }

    private static string FileOf(BenchmarkSource source) => source.Path ?? throw new FormatException($"The benchmark '{source.Format}' is read from a file: give its path.");

    private static string NameOf(BenchmarkSource source) => Path.GetFileNameWithoutExtension(FileOf(source));

    private static QuestionColumns Columns(BenchmarkSource source) => new() { Question = source.QuestionColumn, Answer = source.AnswerColumn };
}
