namespace EdgeReasoning.Evaluation;

/// <summary>Files of one's own, by the names of their columns.</summary>
internal static class OwnFormat
{
    public static IEnumerable<BenchmarkQuestion> Read(IEnumerable<BenchmarkRow> rows, QuestionColumns columns, Func<string, AnswerGrader> grader, string? instruction)
    {
        foreach (BenchmarkRow row in rows)
        {
            string question = row.Text(columns.Question), answer = row.Text(columns.Answer);
            string prompt = instruction is { Length: > 0 } ? $"{question}\n\n{instruction}" : question;
            AnswerGrader graded;
            if (columns.Choices.Count > 0)
            {
                IReadOnlyList<string> choices = row.Choices(columns.Choices);
                int right = ChoiceQuestion.Index(answer, choices.Count) ?? throw row.Error($"'{answer}' names none of the {choices.Count} choices; give a letter, or a number from 0.");
                (prompt, graded) = (ChoiceQuestion.Prompt(question, choices, instruction), ChoiceQuestion.Grader([right], choices.Count));
            }
            else
            {
                graded = grader(answer);
            }

            yield return new BenchmarkQuestion
            {
                Id = columns.Id is { } id ? row.Text(id) : row.DefaultId,
                Prompt = prompt,
                Grader = graded,
                Subject = columns.Subject is { } subject ? row.Text(subject) : null,
            };
        }
    }
}
