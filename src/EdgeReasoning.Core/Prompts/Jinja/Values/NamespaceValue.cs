namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>What <c>namespace()</c> gives: attributes that inner scopes may set.</summary>
internal sealed class NamespaceValue
{
    public Dictionary<string, object?> Attributes { get; } = new(StringComparer.Ordinal);
}
