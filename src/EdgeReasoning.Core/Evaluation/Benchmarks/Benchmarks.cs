using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Reads benchmarks from files in the formats that people have. Paths are those of a <c>.csv</c> or <c>.jsonl</c> file, or of a folder of them, read by name.
/// </summary>
/// <remarks>
/// All of these throw <see cref="FileNotFoundException"/> where there is no file, and <see cref="InvalidDataException"/>, with file and line, where a column is
/// missing or a row makes no sense. An instruction of null stands for the usual sentence about the form of the answer, an empty one for none.
/// </remarks>
public static class Benchmarks
{
    /// <summary>StoryMath, made on the spot: short stories to be calculated, for tiny models.</summary>
    /// <param name="split">The part.</param>
    /// <param name="count">How many problems, from 1.</param>
    /// <param name="form">Whether the answer is a number or a letter.</param>
    public static Benchmark StoryMath(StorySplit split, int count, StoryForm form = StoryForm.Open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new Benchmark($"StoryMath {split} {form}", Stories.Take(split, count).Select(story => new BenchmarkQuestion
        {
            Id = FormattableString.Invariant($"{split}-{story.Index}"),
            Prompt = form == StoryForm.Open ? story.Question : story.QuestionWithChoices,
            Grader = form == StoryForm.Open ? AnswerGraders.Number(FormattableString.Invariant($"{story.Answer}")) : AnswerGraders.Choice(story.AnswerLetter),
            Subject = FormattableString.Invariant($"{story.Steps.Count} steps"),
        }));
    }

    /// <summary>MMLU (Hendrycks et al., arXiv 2009.03300): CSV files without header of question, four choices and a letter, or JSON Lines with <c>question</c>, <c>choices</c>, <c>answer</c> and <c>subject</c>.</summary>
    /// <param name="path">The file, or the folder with a file for each subject.</param>
    /// <param name="instruction">What is said after the choices.</param>
    public static Benchmark Mmlu(string path, string? instruction = null) => new("MMLU", MmluFormat.Mmlu(path, instruction));

    /// <summary>MMLU-Redux: CSV or JSON Lines with <c>question</c>, <c>choices</c>, <c>answer</c>, <c>error_type</c> and <c>correct_answer</c>.</summary>
    /// <param name="path">The file, or the folder with a file for each subject.</param>
    /// <param name="labels">What is made of the error annotations.</param>
    /// <param name="instruction">What is said after the choices.</param>
    public static Benchmark MmluRedux(string path, MmluReduxLabels labels, string? instruction = null)
    {
        if (!Enum.IsDefined(labels)) throw new ArgumentOutOfRangeException(nameof(labels), labels, "Take Ignored, OkOnly or Corrected.");
        return new Benchmark("MMLU-Redux", MmluFormat.Redux(path, labels, instruction));
    }

    /// <summary>GSM8K (Cobbe et al., arXiv 2110.14168): JSON Lines with <c>question</c> and an <c>answer</c> that ends with <c>#### number</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="instruction">What is said after the question.</param>
    public static Benchmark Gsm8k(string path, string? instruction = null) => new("GSM8K", MathFormat.Gsm8k(path, instruction));

    /// <summary>MATH-500 (500 problems of Hendrycks et al., arXiv 2103.03874, chosen by Lightman et al., arXiv 2305.20050): JSON Lines with <c>problem</c>, <c>answer</c>, <c>subject</c> and <c>unique_id</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="instruction">What is said after the problem.</param>
    public static Benchmark Math500(string path, string? instruction = null) => new("MATH-500", MathFormat.Math500(path, instruction));

    /// <summary>AIME: JSON Lines with <c>problem</c> or <c>question</c>, <c>answer</c> and perhaps <c>id</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="instruction">What is said after the problem.</param>
    public static Benchmark Aime(string path, string? instruction = null) => new("AIME", MathFormat.Aime(path, instruction));

    /// <summary>
    /// Natural-Plan (Zheng et al., arXiv 2406.04520): one of its JSON files, graded as its own scripts do
    /// (google-deepmind/natural-plan, <c>evaluate_*_planning.py</c> and <c>evaluate_calendar_scheduling.py</c>).
    /// </summary>
    /// <param name="path">The file, <c>trip_planning.json</c> say.</param>
    /// <param name="task">Which task it is.</param>
    /// <param name="shots">Examples in the prompt: 5, the default, or 0. The graders know the form that the examples show.</param>
    public static Benchmark NaturalPlan(string path, NaturalPlanTask task, int shots = 5)
    {
        if (!Enum.IsDefined(task)) throw new ArgumentOutOfRangeException(nameof(task), task, "Take Trip, Meeting or Calendar.");
        if (shots is not (0 or 5)) throw new ArgumentOutOfRangeException(nameof(shots), shots, "Natural-Plan has prompts with 0 and with 5 examples.");
        return new Benchmark($"Natural-Plan {task}", NaturalPlanFormat.Read(path, task, shots));
    }

    /// <summary>JSON Lines of one's own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What the benchmark is called.</param>
    /// <param name="grader">Makes the grader for a right answer: <see cref="AnswerGraders.Number"/>, say. Not asked where the columns name choices.</param>
    /// <param name="columns">Where the parts of a question stand; null for the defaults.</param>
    /// <param name="instruction">What is said after the question. Null says nothing, but where there are choices the usual.</param>
    public static Benchmark FromJsonLines(string path, string name, Func<string, AnswerGrader> grader, QuestionColumns? columns = null, string? instruction = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(grader);
        return new Benchmark(name, OwnFormat.Read(JsonLinesFile.Read(path), columns ?? new QuestionColumns(), grader, instruction));
    }

    /// <summary>CSV of one's own, with a header.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="name">What the benchmark is called.</param>
    /// <param name="grader">Makes the grader for a right answer: <see cref="AnswerGraders.Number"/>, say. Not asked where the columns name choices.</param>
    /// <param name="columns">Where the parts of a question stand; null for the defaults.</param>
    /// <param name="instruction">What is said after the question. Null says nothing, but where there are choices the usual.</param>
    public static Benchmark FromCsv(string path, string name, Func<string, AnswerGrader> grader, QuestionColumns? columns = null, string? instruction = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(grader);
        return new Benchmark(name, OwnFormat.Read(CsvFile.Read(path), columns ?? new QuestionColumns(), grader, instruction));
    }
}
