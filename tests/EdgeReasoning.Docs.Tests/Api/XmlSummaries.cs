using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeReasoning.Docs.Api;

/// <summary>The summaries of an assembly's documentation, as Markdown on one line.</summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<string, XElement> _members;

    public XmlSummaries(Assembly assembly) => _members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public string Of(Type type) => Summary("T:" + Name(type));

    public string Of(MemberInfo member) => member switch
    {
        // What a positional record's parameter means stands with the type.
        PropertyInfo property when Summary($"P:{Name(property.DeclaringType!)}.{property.Name}") is { Length: > 0 } summary => summary,
        PropertyInfo property => Parameter("T:" + Name(property.DeclaringType!), property.Name),
        FieldInfo field => Summary($"F:{Name(field.DeclaringType!)}.{field.Name}"),
        EventInfo declared => Summary($"E:{Name(declared.DeclaringType!)}.{declared.Name}"),
        MethodBase method => Summary($"M:{Name(method.DeclaringType!)}.{(method.IsConstructor ? "#ctor" : method.Name)}{Arity(method)}{Parameters(method)}"),
        _ => "",
    };

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Arity(MethodBase method) => method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Parameters(MethodBase method)
    {
        string result = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Used(((MethodInfo)method).ReturnType) : "";
        return method.GetParameters() is { Length: > 0 } parameters ? $"({string.Join(',', parameters.Select(parameter => Used(parameter.ParameterType)))}){result}" : result;
    }

    // A type where it is used, as the compiler names it in the documentation file.
    private static string Used(Type type)
    {
        if (type.IsByRef) return Used(type.GetElementType()!) + "@";
        if (type.IsArray) return Used(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        return type.IsGenericType ? $"{Name(type.GetGenericTypeDefinition()).Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Used))}}}" : Name(type);
    }

    private string Summary(string id) => _members.TryGetValue(id, out XElement? member) && member.Element("summary") is { } summary ? Text(summary) : "";

    private string Parameter(string id, string name) =>
        _members.TryGetValue(id, out XElement? member) && member.Elements("param").FirstOrDefault(param => param.Attribute("name")!.Value == name) is { } found ? Text(found) : "";

    private static string Text(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see when see.Attribute("cref") is { } cref => $"`{Short(cref.Value)}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } link => $"[{see.Value}]({link.Value})",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("langword")?.Value}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement other => $" {Text(other)} ",
        _ => "",
    })), " ").Trim();

    private static string Short(string cref) => Generic().Replace(cref[2..].Split('(')[0], "").Split('.') is { } parts && cref[0] != 'T' && parts.Length > 1 && parts[^1] != "#ctor" ? $"{parts[^2]}.{parts[^1]}" : Generic().Replace(cref[2..].Split('(')[0], "").Replace(".#ctor", "", StringComparison.Ordinal).Split('.')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Generic();
}
