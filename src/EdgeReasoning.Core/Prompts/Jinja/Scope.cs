namespace EdgeReasoning.Prompts.Jinja;

/// <summary>Variables of a template, of one turn of a loop, or of one call of a macro; what is not here is looked up outside.</summary>
internal sealed class Scope(Scope? outer)
{
    private Dictionary<string, object?>? _variables;

    public bool TryGet(string name, out object? value)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables is { } variables && variables.TryGetValue(name, out value)) return true;
        }
        value = null;
        return false;
    }

    public void Set(string name, object? value) => (_variables ??= new(StringComparer.Ordinal))[name] = value;

    private Scope? Outer => outer;
}
