using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed class QuantityTests
{
    [TestCase(0.0000123, "12.3 \u00b5s")]
    [TestCase(0.25, "250 ms")]
    [TestCase(1.234, "1.23 s")]
    [TestCase(1234.4, "1234 s")]
    public void Seconds_AnySize_HasTheUnitThatFits(double seconds, string expected) => Assert.That(Quantity.Seconds(seconds), Is.EqualTo(expected));

    [TestCase(8, "8")]
    [TestCase(8.25, "8.25")]
    [TestCase(1500.4, "1500")]
    public void Count_WholeOrMean_HasThreeDigitsAtLeast(double count, string expected) => Assert.That(Quantity.Count(count), Is.EqualTo(expected));

    [TestCase(2_500L, "2.50 kB")]
    [TestCase(3_560_000_000L, "3.56 GB")]
    [TestCase(null, "\u2013")]
    public void Bytes_AnySize_HasTheUnitThatFits(long? bytes, string expected) => Assert.That(Quantity.Bytes(bytes), Is.EqualTo(expected));
}
