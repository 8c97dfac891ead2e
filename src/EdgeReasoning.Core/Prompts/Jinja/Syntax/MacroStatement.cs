using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>Parameters and body of a macro or of a call block.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Parameters">With the default of those that have one.</param>
/// <param name="Body">What it writes.</param>
/// <param name="Names">Every name in the body: a macro that reads <c>varargs</c> or <c>kwargs</c> takes any arguments.</param>
internal sealed record MacroDefinition(string Name, List<(string Name, Expression? Default)> Parameters, Block Body, HashSet<string> Names);

internal sealed class MacroStatement(int line, MacroDefinition definition) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        frame.Scope.Set(definition.Name, new Macro(definition, frame.Scope));
        return Flow.Next;
    }
}

/// <summary>Calls a macro that can call the body back as <c>caller()</c>.</summary>
internal sealed class CallBlock(int line, CallExpression call, MacroDefinition body) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        Arguments arguments = call.Arguments.Evaluate(frame);
        var named = arguments.Named is null ? [] : new Dictionary<string, object?>(arguments.Named, StringComparer.Ordinal);
        named["caller"] = new Macro(body, frame.Scope);
        object? result = CallExpression.Invoke(frame, call.Callee.Evaluate(frame), new(arguments.Positional, named));
        frame.Write(ValueText.Of(frame.Budget, result));
        return Flow.Next;
    }
}

/// <summary>A macro with the scope it was defined in, which is the one its body sees.</summary>
internal sealed class Macro(MacroDefinition definition, Scope home) : Callable
{
    public override object? Call(Frame frame, Arguments arguments)
    {
        frame.Budget.Enter();
        var scope = new Scope(home);
        Scope callers = frame.Scope;
        frame.Scope = scope;
        Bind(frame, scope, arguments);
        frame.Scope = callers;
        string text = frame.Capture(definition.Body, scope);
        frame.Budget.Leave();
        return text;
    }

    public override string ToString() => $"<Macro {definition.Name}>";

    private void Bind(Frame frame, Scope scope, Arguments arguments)
    {
        List<(string Name, Expression? Default)> parameters = definition.Parameters;
        var unused = arguments.Named is null ? [] : new Dictionary<string, object?>(arguments.Named, StringComparer.Ordinal);
        for (int i = 0; i < parameters.Count; i++)
        {
            (string name, Expression? otherwise) = parameters[i];
            object? value = i < arguments.Positional.Count ? arguments.Positional[i]
                : unused.Remove(name, out object? named) ? named
                : otherwise is not null ? otherwise.Evaluate(frame)
                : new Undefined($"parameter '{name}'");
            scope.Set(name, value);
        }
        if (unused.Remove("caller", out object? caller)) scope.Set("caller", caller);
        BindRest(scope, arguments.Positional, unused);
    }

    private void BindRest(Scope scope, List<object?> positional, Dictionary<string, object?> named)
    {
        int parameters = definition.Parameters.Count;
        if (definition.Names.Contains("varargs")) scope.Set("varargs", new ListValue(positional.Count > parameters ? positional[parameters..] : [], isTuple: true));
        else if (positional.Count > parameters) throw new JinjaException($"macro '{definition.Name}' takes no more than {parameters} arguments");

        if (definition.Names.Contains("kwargs"))
        {
            var map = new MapValue();
            foreach ((string name, object? value) in named) map.Items[name] = value;
            scope.Set("kwargs", map);
        }
        else if (named.Count > 0)
        {
            throw new JinjaException($"macro '{definition.Name}' has no parameter '{named.Keys.First()}'");
        }
    }
}
