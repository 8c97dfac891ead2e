using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace EdgeReasoning.Reporting;

/// <summary>Writes HTML and SVG: what stands in the holes of an interpolated string is escaped always, and numbers are written the same under any culture.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup with escaped values; the handler has written it by the time this runs.</summary>
    public Markup Add([InterpolatedStringHandlerArgument("")] ref Line line) => this;

    /// <summary>Adds text that is markup already.</summary>
    public Markup AddRaw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    // A name with a control character would make the SVG ill-formed.
    private static string Escape(string? text)
    {
        string encoded = WebUtility.HtmlEncode(text) ?? "";
        return encoded.All(XmlConvert.IsXmlChar) ? encoded : string.Concat(encoded.Select(c => XmlConvert.IsXmlChar(c) ? c : '\ufffd'));
    }

    [InterpolatedStringHandler]
    internal readonly struct Line
    {
        private readonly Markup _markup;

        public Line(int literalLength, int formattedCount, Markup markup)
        {
            _markup = markup;
            markup._text.EnsureCapacity(markup._text.Length + literalLength + (8 * formattedCount));
        }

        public void AppendLiteral(string value) => _markup._text.Append(value);

        public void AppendFormatted(string? value) => _markup._text.Append(Escape(value));

        public void AppendFormatted(double value, string format = "F1") => _markup._text.Append(value.ToString(format, CultureInfo.InvariantCulture));

        public void AppendFormatted(int value) => _markup._text.Append(CultureInfo.InvariantCulture, $"{value}");
    }
}
