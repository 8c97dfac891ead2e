namespace EdgeReasoning.Pareto;

/// <summary>
/// Tells .NET Interactive how values of a type are drawn in a notebook. It finds the attribute by its name, and calls what it finds by the names of the
/// members, so that a library needs no reference to it.
/// </summary>
/// <param name="formatterSourceType">A type with a parameterless constructor and <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The forms that a value is shown in unless others are asked for.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
