using System.Reflection;

namespace EdgeReasoning.Docs.Api;

/// <summary>Types as C# writes them, without namespaces.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    /// <summary>A type where it is used, with a question mark where null is allowed.</summary>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, nullability?.ElementType ?? nullability);
        if (type.IsArray) return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{Mark(type, nullability)}";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{Of(underlying)}?";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + Mark(type, nullability);
        if (!type.IsGenericType) return Nested(type) + Mark(type, nullability);
        string[] arguments = [.. type.GetGenericArguments().Select((argument, i) => Of(argument, nullability is { } known && i < known.GenericTypeArguments.Length ? known.GenericTypeArguments[i] : null))];
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? $"({string.Join(", ", arguments)})" : $"{Nested(type)}<{string.Join(", ", arguments)}>{Mark(type, nullability)}";
    }

    /// <summary>A type's own name: <c>ParetoFrontier&lt;T&gt;</c>.</summary>
    public static string NameOf(Type type) =>
        type.IsGenericTypeDefinition ? $"{Nested(type)}<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>" : Nested(type);

    private static string Nested(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Nested(type.DeclaringType!)}.{name}" : name;
    }

    private static string Mark(Type type, NullabilityInfo? nullability) =>
        !type.IsValueType && (nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable) ? "?" : "";
}
