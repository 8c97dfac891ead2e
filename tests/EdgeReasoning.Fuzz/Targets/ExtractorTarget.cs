using EdgeReasoning.Answers;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>Replies of models: every built-in extractor, and the comparisons of what they find. None may throw for a text.</summary>
internal sealed class ExtractorTarget() : TextTarget("extractors", Dictionary, ("{", "}"), ("(", ")"), ("[", "]"), ("\\boxed{", "}"), ("\\frac{1}{", "}"), ("\\sqrt{", "}"), ("\\left(", "\\right)"), ("$", "$"), ("**", "**"), ("-", ""), ("2^", ""), ("<think>", "</think>"), ("{\"answer\":", "}"), ("\\begin{pmatrix}", "\\end{pmatrix}"), ("|", "|"))
{
    private const string Dictionary = """
        \boxed{ \fbox{ } { ( ) [ ] \frac \dfrac{ \tfrac12 \sqrt \sqrt[3]{ \pi \infty \cdot \times \div \pm \le \ge \neq \cup \cap \left( \right) \text{ \mathrm{ \begin{pmatrix} \end{pmatrix} \\ & $ $$ \( \) \[ \] ^ _ ! % ° \% \$ , ; : . ... = == < > | ' " ` ``` ** * __ ~ # ####
        sin cos tan log ln exp x y z i e pi A B C D E (A) **B** A. B) answer Answer: **Answer:** The_final_answer_is The final answer is option choice 答案是 答案 故选 Therefore, so is </think> <think> <|im_end|> </s> <answer> </answer>
        {"answer": "4"} {"answer":null} {"answer":[1,2]} "answer" null true false 1/2 1/0 0/0 3,000 3.000,5 -1e9 1e999999999 1e-999999999 9^9^9^9 2^1000000 100000! ((())) 0.333... 1e5% $12 12kg 5½ ½ ² ٣ ３ −5 ∞ √2 ≤ π \ud800 é
        """;

    private static readonly AnswerExtractor[] s_extractors =
    [
        AnswerExtractors.Auto, AnswerExtractors.Boxed, AnswerExtractors.FinalPhrase, AnswerExtractors.Number, AnswerExtractors.Text,
        AnswerExtractors.Choice(), AnswerExtractors.Choice('A', 'Z'), AnswerExtractors.Json("answer"), AnswerExtractors.Pattern("answer is (.+?)[.\\n]"),
    ];

    private static readonly AnswerEquality s_near = AnswerEquality.Within(0.01);

    public override long MostAllocated(byte[] input) => (8L << 20) + (2048L * input.Length);

    protected override string Run(string text)
    {
        List<string> answers = [text];
        int found = 0;
        for (int i = 0; i < s_extractors.Length; i++)
        {
            if (s_extractors[i].Extract(text) is not { } answer) continue;
            found |= 1 << i;
            answers.Add(answer.Value);
            answers.Add(answer.Normalized);
            (int start, int length) = (answer.Span.Start, answer.Span.Length);
            if (start < 0 || length < 0 || start > text.Length - length) throw new InvalidOperationException($"a span of {length} from {start} in {text.Length} characters");
        }

        int equal = 0;
        string last = answers[^1];
        foreach (string answer in answers.Distinct())
        {
            if (AnswerEquality.Mathematical.KeyOf(answer) is null || AnswerEquality.Text.KeyOf(answer) is null) throw new InvalidOperationException($"no key of '{answer}'");
            if (s_near.Equals(answer, last)) equal++;
        }

        if (!s_near.Equals(last, last)) throw new InvalidOperationException($"not equal to itself: '{last}'");
        return $"{found:x3} {equal}";
    }
}
