using EdgeReasoning.Answers;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Answers;

public sealed class WholeJsonTests
{
    [TestCase(" { \"b\" : 1.50 , \"a\" : [ true , null ] } ", "{\"a\":[true,null],\"b\":1.5}")]
    [TestCase("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    [TestCase("{\"\\u0061\":\"\\u00e9\\/\"}", "{\"a\":\"é/\"}")]
    [TestCase("100", "100")]
    [TestCase("1.000", "1")]
    [TestCase("-0.0", "0")]
    [TestCase("1e2", "100")]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890")]
    [TestCase("\"</think> x\"", "\"</think> x\"")]
    public void Extract_Json_IsOneFormOfIt(string answer, string form) => Assert.That(AnswerExtractors.WholeJson.Extract(answer)!.Normalized, Is.EqualTo(form));

    [TestCase("")]
    [TestCase("{\"a\":")]
    [TestCase("{} {}")]
    [TestCase("The answer is {}")]
    [TestCase("\"\\ud800\"")]
    public void Extract_WhatIsNoJson_IsNoAnswer(string answer) => Assert.That(AnswerExtractors.WholeJson.Extract(answer), Is.Null);

    [TestCase("{\"a\":1,\"b\":\"X\"}", "{\"b\":\"X\",\"a\":1.0}", true)]
    [TestCase("{\"b\":\"X\"}", "{\"b\":\"x\"}", false)]
    [TestCase("[\"a\", \"b\"]", "[\"a\",\"b\"]", true)]
    [TestCase("[\"a\",\"b\"]", "[\"b\",\"a\"]", false)]
    [TestCase("{1, 2}", "{1,2}", true)]
    public void Equality_OfJson_IsThatOfItsValues(string a, string b, bool areEqual)
    {
        Assert.That(AnswerEquality.Mathematical.Equals(a, b), Is.EqualTo(areEqual));
        if (!a.StartsWith("{1", StringComparison.Ordinal)) Assert.That(AnswerEquality.Text.Equals(a, b), Is.EqualTo(areEqual));
    }
}
