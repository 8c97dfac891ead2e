using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EdgeReasoning.Docs.Api;

/// <summary>Public types and their members as declarations, one line each.</summary>
internal static class MemberText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>A type's declaration: <c>sealed record Plan : IEquatable&lt;Plan&gt;</c>, without what records always implement.</summary>
    public static string Of(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return $"delegate {Method(type.GetMethod("Invoke")!, TypeText.NameOf(type))}";
        bool isRecord = type.GetMethod("<Clone>$", Declared) is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? $"{(Has<IsReadOnlyAttribute>(type) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(isRecord ? "record " : "")}struct"
            : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class");
        IEnumerable<Type> bases = type.IsEnum ? [] : type.GetInterfaces().Where(face => face.IsVisible && !type.GetInterfaces().Any(other => other.GetInterfaces().Contains(face)) && type.BaseType?.GetInterfaces().Contains(face) != true);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && !type.IsEnum) bases = bases.Prepend(parent);
        string[] names = [.. bases.Where(face => !isRecord || face != typeof(IEquatable<>).MakeGenericType(type)).Select(face => TypeText.Of(face)).Order(StringComparer.Ordinal)];
        return $"{kind} {TypeText.NameOf(type)}{(names.Length > 0 ? " : " + string.Join(", ", names) : "")}";
    }

    /// <summary>What a type declares for others, in the order of the declarations' text.</summary>
    public static IEnumerable<(string Text, MemberInfo Member)> MembersOf(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ($"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}", (MemberInfo)field));
        return type.GetMembers(Declared).Select(member => (Text: TextOf(member), member)).Where(pair => pair.Text.Length > 0).OrderBy(pair => pair.Text, StringComparer.Ordinal);
    }

    private static string TextOf(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsSeen(constructor) && !constructor.IsStatic && !Has<CompilerGeneratedAttribute>(constructor) => $"{Access(constructor)}{TypeText.NameOf(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !Has<CompilerGeneratedAttribute>(method) => Access(method) + Modifiers(method) + Method(method, method.Name),
        PropertyInfo property when property.GetAccessors(true).Where(IsSeen).FirstOrDefault() is { } accessor && property.Name != "EqualityContract" => Access(accessor) + Modifiers(accessor) + Property(property),
        FieldInfo field when (field.IsPublic || field.IsFamily) && !field.IsSpecialName => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : "")}{TypeText.Of(field.FieldType, new NullabilityInfoContext().Create(field))} {field.Name}{(field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "")}",
        EventInfo declared when IsSeen(declared.AddMethod!) => $"event {TypeText.Of(declared.EventHandlerType!)} {declared.Name}",
        _ => "",
    };

    private static string Property(PropertyInfo property)
    {
        string accessors = string.Concat(
            property.GetMethod is { } get && IsSeen(get) ? "get; " : "",
            property.SetMethod is { } set && IsSeen(set) ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; " : "");
        string name = property.GetIndexParameters() is { Length: > 0 } indexes ? $"this[{string.Join(", ", indexes.Select(Parameter))}]" : property.Name;
        return $"{(Has<RequiredMemberAttribute>(property) ? "required " : "")}{TypeText.Of(property.PropertyType, new NullabilityInfoContext().Create(property))} {name} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method, string name)
    {
        string arguments = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        return $"{TypeText.Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter))} {name}{arguments}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) =>
        (Has<ExtensionAttribute>(method) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : parameter.GetCustomAttribute<ParamArrayAttribute>() is not null ? "params " : "";
        return $"{prefix}{TypeText.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "")}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : !method.IsVirtual || method.IsFinal ? "" : method.GetBaseDefinition() != method ? "override " : "virtual ";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsSeen(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (method.IsPublic || !method.DeclaringType!.IsSealed);

    private static bool Has<T>(MemberInfo member) where T : Attribute => member.GetCustomAttribute<T>(inherit: false) is not null;
}
