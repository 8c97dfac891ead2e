using System.Reflection;

namespace EdgeReasoning.Docs.Notebooks;

/// <summary>
/// Stands for what .NET Interactive's kernel has in scope, under the same names: <c>display(value)</c>, <c>HTML(markup)</c>, <c>value.Display()</c>,
/// <c>text.DisplayAs(mimeType)</c>. Keeps what was shown.
/// </summary>
public static class NotebookKernel
{
    private static readonly List<NotebookOutput> Shown = [];

    public static void display(object value, params string[] mimeTypes) => Shown.AddRange(Format(value, mimeTypes));

    public static HtmlContent HTML(string content) => new(content);

    public static void Display(this object value, params string[] mimeTypes) => display(value, mimeTypes);

    public static void DisplayAs(this string value, string mimeType) => Shown.Add(new NotebookOutput(mimeType, value));

    /// <summary>What was shown since this was last asked.</summary>
    public static IReadOnlyList<NotebookOutput> Take()
    {
        NotebookOutput[] shown = [.. Shown];
        Shown.Clear();
        return shown;
    }

    /// <summary>A value in the forms that its type prefers, as the kernel finds them: by the name of an attribute on the type.</summary>
    private static IEnumerable<NotebookOutput> Format(object value, string[] mimeTypes)
    {
        if (value is HtmlContent html) return [new NotebookOutput("text/html", html.Markup)];
        object? attribute = value.GetType().GetCustomAttributes(false).FirstOrDefault(candidate => candidate.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null) return [new NotebookOutput("text/plain", value.ToString() ?? "")];
        if (mimeTypes.Length == 0) mimeTypes = (string[])Property(attribute, "PreferredMimeTypes");
        object source = Activator.CreateInstance((Type)Property(attribute, "FormatterSourceType"))!;
        var formatters = (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!;
        return [.. formatters.Where(formatter => mimeTypes.Contains((string)Property(formatter, "MimeType"))).Select(formatter =>
        {
            using var writer = new StringWriter();
            MethodInfo format = formatter.GetType().GetMethod("Format")!;
            return (bool)format.Invoke(formatter, [value, writer])!
                ? new NotebookOutput((string)Property(formatter, "MimeType"), writer.ToString())
                : throw new InvalidOperationException($"{formatter.GetType()} does not write a {value.GetType()}.");
        })];
    }

    private static object Property(object instance, string name) => instance.GetType().GetProperty(name)!.GetValue(instance)!;
}
