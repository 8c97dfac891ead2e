namespace EdgeReasoning.Pareto;

/// <summary>Writes a chart in one of its forms. A notebook calls it by the names of its members.</summary>
internal sealed class PictureFormatter(string mimeType, Func<IPicture, string> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not IPicture picture) return false;
        writer.Write(write(picture));
        return true;
    }
}
