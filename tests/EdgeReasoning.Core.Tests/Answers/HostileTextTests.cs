using NUnit.Framework;

namespace EdgeReasoning.Answers;

/// <summary>No text makes an extractor work more than in proportion to its length; steps are counted, not timed.</summary>
public sealed class HostileTextTests
{
    internal static readonly string[] Pieces =
    [
        "answer: ", "the answer is ", "answer is\n", "####", "#### 1", "\\boxed{", "\\boxed{{", "}", "{", "\\boxed{}", "**", "*", "option ", "choice is ", "A or ", "A, ",
        "1,000", "-", "$", "\\(", "\\frac{", "1/", "1 ", ".", " ", "\n", "\"answer\":", "\"answer\":{", "\"answer\":\"", "</think>", "<|im_end|", "答案", "½", "√", "answer(", "answer (x) ", "</", "答案是选",
    ];

    internal static readonly AnswerExtractor[] Extractors =
    [
        AnswerExtractors.Boxed, AnswerExtractors.FinalPhrase, AnswerExtractors.Number, AnswerExtractors.Text, AnswerExtractors.Choice(),
        AnswerExtractors.Choice('A', 'Z'), AnswerExtractors.Json("answer"), new ShortTextExtractor(),
    ];

    [Test]
    public void Extract_MegabyteOfEverything_TakesLinearSteps()
    {
        foreach (BuiltInExtractor extractor in Extractors.Cast<BuiltInExtractor>())
            Assert.That(Steps(extractor, string.Concat(Pieces), 1 << 20), Is.LessThan(400L << 20), extractor.GetType().Name);
    }

    [Test]
    public void Extract_OnePieceRepeated_TakesLinearSteps([ValueSource(nameof(Pieces))] string piece)
    {
        foreach (BuiltInExtractor extractor in Extractors.Cast<BuiltInExtractor>())
        {
            const int size = 1 << 17;
            long half = Steps(extractor, piece, size / 2), full = Steps(extractor, piece, size);
            Assert.That(full, Is.LessThan(2.2 * half + 100_000), $"{extractor.GetType().Name}: growth");
            Assert.That(full, Is.LessThan(400L * size), $"{extractor.GetType().Name}: steps");
        }
    }

    [TestCase("(")]
    [TestCase("-")]
    [TestCase("{")]
    [TestCase("\\frac{")]
    [TestCase("\\sqrt")]
    [TestCase("9^")]
    [TestCase("9!")]
    [TestCase("|")]
    [TestCase("\\text{")]
    [TestCase("\\sin")]
    [TestCase("\\begin{pmatrix}")]
    [TestCase("9")]
    [TestCase("9,999")]
    [TestCase("x_")]
    [TestCase("°")]
    public void KeyOf_RepeatedPiece_IsBounded(string piece)
    {
        foreach (int count in new[] { 3, 50, 300, 100_000 })
        {
            string text = string.Concat(Enumerable.Repeat(piece, count));
            Assert.That(AnswerEquality.Mathematical.KeyOf(text), Is.Not.Null.And.Length.LessThan(text.Length + 3000));
        }
    }

    [TestCase("9^{9^{9^{9}}}")]
    [TestCase("10^{1000000000}")]
    [TestCase("200!!")]
    [TestCase("2^{2^{100}}")]
    [TestCase("(10^{1000})^{1000}")]
    public void KeyOf_AstronomicalNumber_IsText(string text) =>
        Assert.That(AnswerEquality.Mathematical.KeyOf(text), Does.StartWith("\""));

    private static long Steps(BuiltInExtractor extractor, string piece, int size)
    {
        var text = new AnswerText(string.Concat(Enumerable.Repeat(piece, size / piece.Length)));
        extractor.Find(text);
        return text.Steps;
    }
}
