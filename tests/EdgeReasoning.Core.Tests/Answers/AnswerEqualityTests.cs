using NUnit.Framework;

namespace EdgeReasoning.Answers;

public sealed class AnswerEqualityTests
{
    [TestCaseSource(typeof(ExtractionCases), nameof(ExtractionCases.Pairs), new object[] { "equal" })]
    public void Mathematical_SameValue_IsEqual(string x, string y)
    {
        Assert.That(AnswerEquality.Mathematical.Equals(x, y), Is.True, $"{x} | {y}: {AnswerEquality.Mathematical.KeyOf(x)} | {AnswerEquality.Mathematical.KeyOf(y)}");
        Assert.That(AnswerEquality.Mathematical.GetHashCode(x), Is.EqualTo(AnswerEquality.Mathematical.GetHashCode(y)));
    }

    [TestCaseSource(typeof(ExtractionCases), nameof(ExtractionCases.Pairs), new object[] { "different" })]
    public void Mathematical_OtherValue_IsDifferent(string x, string y) =>
        Assert.That(AnswerEquality.Mathematical.Equals(x, y), Is.False, $"{x} | {y}: {AnswerEquality.Mathematical.KeyOf(x)}");

    [TestCase("0.333", "1/3", 0.01, true)]
    [TestCase("0.333", "1/3", 0.0001, false)]
    [TestCase("3.14", "\\pi", 0.001, true)]
    [TestCase("(1, 0.667)", "(1, 2/3)", 0.001, true)]
    [TestCase("\\{0.667, 1\\}", "\\{1, 2/3\\}", 0.001, true)]
    [TestCase("(1, 0.667)", "(2/3, 1)", 0.001, false)]
    [TestCase("1.0001x", "x", 0.001, true)]
    [TestCase("yes", "Yes", 0.001, true)]
    [TestCase("5", "-5", 0.5, false)]
    [TestCase("[1,2]", "(1,2)", 0.5, false)]
    public void Within_Tolerance_DecidesByTheValue(string x, string y, double tolerance, bool equal)
    {
        Assert.That(AnswerEquality.Within(tolerance).Equals(x, y), Is.EqualTo(equal));
        Assert.That(AnswerEquality.Within(tolerance).Equals(y, x), Is.EqualTo(equal));
    }

    [TestCase(" The  Eiffel Tower. ", "the eiffel tower", true)]
    [TestCase("\\text{Paris}", "paris", true)]
    [TestCase("**Paris!**", "Paris", true)]
    [TestCase("Paris", "Rome", false)]
    [TestCase("1/2", "0.5", false)]
    public void Text_Words_DecideAlone(string x, string y, bool equal) => Assert.That(AnswerEquality.Text.Equals(x, y), Is.EqualTo(equal));

    [Test]
    public void Exact_Case_Counts()
    {
        Assert.That(AnswerEquality.Exact.Equals("a ", "a"), Is.True);
        Assert.That(AnswerEquality.Exact.Equals("a", "A"), Is.False);
    }

    [Test]
    public void Equals_Null_EqualsOnlyNull()
    {
        foreach (AnswerEquality equality in new[] { AnswerEquality.Exact, AnswerEquality.Text, AnswerEquality.Mathematical, AnswerEquality.Within(0.1) })
        {
            Assert.That(equality.Equals(null, null), Is.True);
            Assert.That(equality.Equals(null, "1"), Is.False);
            Assert.That(equality.Equals("1", null), Is.False);
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void Within_NotAShare_Throws(double tolerance) =>
        Assert.That(() => AnswerEquality.Within(tolerance), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
