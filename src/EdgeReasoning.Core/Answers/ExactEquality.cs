namespace EdgeReasoning.Answers;

internal sealed class ExactEquality : AnswerEquality
{
    public override string KeyOf(string answer) => answer.Trim();
}
