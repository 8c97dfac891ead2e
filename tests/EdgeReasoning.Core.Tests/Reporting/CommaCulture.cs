using System.Globalization;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

/// <summary>Runs a writer where decimals have commas.</summary>
internal static class CommaCulture
{
    public static T Run<T>(Func<T> write)
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        comma.NumberFormat.NegativeSign = "\u2212";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.That(0.5.ToString(CultureInfo.CurrentCulture), Is.EqualTo("0,5"), "the culture is one with commas");
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
