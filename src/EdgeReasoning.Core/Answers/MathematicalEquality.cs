using EdgeReasoning.Answers.Mathematics;

namespace EdgeReasoning.Answers;

internal sealed class MathematicalEquality : AnswerEquality
{
    // No answer is a number or a form, so that the kinds of keys cannot meet.
    public override string KeyOf(string answer) =>
        JsonForm.OfStructure(answer) ?? MathParser.Parse(answer)?.Key ?? "\"" + Markup.PlainWords(answer);
}
