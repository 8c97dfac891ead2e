using EdgeReasoning.Answers.Mathematics;

namespace EdgeReasoning.Answers;

internal sealed class MathematicalEquality : AnswerEquality
{
    // No answer is a number or a form, so that the two kinds of keys cannot meet.
    public override string KeyOf(string answer) =>
        MathParser.Parse(answer)?.Key ?? "\"" + Markup.PlainWords(answer);
}
