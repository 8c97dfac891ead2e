namespace EdgeReasoning.Evaluation;

/// <summary>MMLU and MMLU-Redux.</summary>
internal static class MmluFormat
{
    // The test files of Hendrycks et al. have no header.
    private static readonly string[] CsvColumns = ["question", "A", "B", "C", "D", "answer"];

    public static IEnumerable<BenchmarkQuestion> Mmlu(string path, string? instruction)
    {
        foreach ((string file, BenchmarkRow row) in BenchmarkFiles.Rows(path, CsvColumns))
            yield return Read(file, row, row is CsvRow ? row.Choices("A", "B", "C", "D") : row.Choices("choices"), instruction, right: null)!;
    }

    public static IEnumerable<BenchmarkQuestion> Redux(string path, MmluReduxLabels labels, string? instruction)
    {
        foreach ((string file, BenchmarkRow row) in BenchmarkFiles.Rows(path))
        {
            IReadOnlyList<string> choices = row.Choices("choices");
            IReadOnlyList<int>? right = labels == MmluReduxLabels.Ignored ? null : Annotated(row, choices, labels);
            if (right is not { Count: 0 }) yield return Read(file, row, choices, instruction, right);
        }
    }

    /// <summary>The right choices by the annotation; null where MMLU's own label is right, none where the question is to be left out.</summary>
    private static IReadOnlyList<int>? Annotated(BenchmarkRow row, IReadOnlyList<string> choices, MmluReduxLabels labels)
    {
        string error = row.Text("error_type");
        if (error == "ok") return null;
        if (labels == MmluReduxLabels.OkOnly || error is not ("wrong_groundtruth" or "multiple_correct_answers") || row.Find("correct_answer") is not { } correct) return [];
        // A letter, an index, or the choice's own text; of several, a list of these.
        int exact = choices.ToList().FindIndex(choice => string.Equals(choice.Trim(), correct.Trim(), StringComparison.OrdinalIgnoreCase));
        if (exact >= 0) return [exact];
        string[] parts = correct.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase).Replace(" or ", ",", StringComparison.OrdinalIgnoreCase)
            .Split([',', ';', '/', '&', '[', ']', '(', ')', '\'', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int?[] indices = [.. parts.Select(part => ChoiceQuestion.Index(part, choices.Count))];
        return indices.Contains(null) ? [] : [.. indices.Select(index => index!.Value)];
    }

    private static BenchmarkQuestion Read(string file, BenchmarkRow row, IReadOnlyList<string> choices, string? instruction, IReadOnlyList<int>? right)
    {
        string label = row.Text("answer");
        int answer = ChoiceQuestion.Index(label, choices.Count) ?? throw row.Error($"'{label}' names none of the {choices.Count} choices.");
        return new BenchmarkQuestion
        {
            Id = row.DefaultId,
            Prompt = ChoiceQuestion.Prompt(row.Text("question"), choices, instruction),
            Grader = ChoiceQuestion.Grader(right ?? [answer], choices.Count),
            Subject = row.Find("subject") ?? Subject(file),
        };
    }

    /// <summary><c>abstract_algebra_test.csv</c> is of abstract_algebra.</summary>
    private static string Subject(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        foreach (string split in new[] { "_test", "_val", "_dev", "_auxiliary_train" })
        {
            if (name.EndsWith(split, StringComparison.OrdinalIgnoreCase)) return name[..^split.Length];
        }

        return name;
    }
}
