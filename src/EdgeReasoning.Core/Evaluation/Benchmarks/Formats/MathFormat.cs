namespace EdgeReasoning.Evaluation;

/// <summary>Benchmarks whose answers are numbers or expressions.</summary>
internal static class MathFormat
{
    private const string Boxed = "Please reason step by step, and put your final answer within \\boxed{}.";

    public static IEnumerable<BenchmarkQuestion> Gsm8k(string path, string? instruction) => Read(path, row =>
    {
        string solution = row.Text("answer");
        int mark = solution.LastIndexOf("####", StringComparison.Ordinal);
        if (mark < 0) throw row.Error("the answer has no '####' before its number.");
        return Question(row, row.DefaultId, row.Text("question"), AnswerGraders.Number(solution[(mark + 4)..].Trim()), null, instruction);
    });

    public static IEnumerable<BenchmarkQuestion> Math500(string path, string? instruction) => Read(path, row =>
        Question(row, row.Find("unique_id") ?? row.DefaultId, row.Text("problem"), AnswerGraders.Mathematical(row.Text("answer")), row.Find("subject"), instruction));

    public static IEnumerable<BenchmarkQuestion> Aime(string path, string? instruction) => Read(path, row =>
    {
        string answer = row.Text("answer").Trim();
        if (!int.TryParse(answer, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out int number) || number is < 0 or > 999)
            throw row.Error($"'{answer}' is no answer of the AIME, which are whole numbers from 0 to 999.");
        return Question(row, row.Find("id") ?? row.DefaultId, row.Text("problem", "question"), AnswerGraders.Number(answer), null, instruction);
    });

    private static IEnumerable<BenchmarkQuestion> Read(string path, Func<BenchmarkRow, BenchmarkQuestion> read) => BenchmarkFiles.Rows(path).Select(row => read(row.Row));

    private static BenchmarkQuestion Question(BenchmarkRow row, string id, string problem, AnswerGrader grader, string? subject, string? instruction)
    {
        if (grader.Expected.Length == 0) throw row.Error("the answer is empty.");
        instruction ??= Boxed;
        return new BenchmarkQuestion { Id = id, Prompt = instruction.Length == 0 ? problem : $"{problem}\n\n{instruction}", Grader = grader, Subject = subject };
    }
}
