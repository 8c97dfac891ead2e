namespace EdgeReasoning.Answers;

internal sealed class TextEquality : AnswerEquality
{
    public override string KeyOf(string answer) => JsonForm.OfStructure(answer) ?? Markup.PlainWords(answer);
}
