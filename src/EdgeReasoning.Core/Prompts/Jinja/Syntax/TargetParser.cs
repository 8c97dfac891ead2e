namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>Parses what a value is given to: names, attributes of namespaces, and tuples of them.</summary>
internal sealed class TargetParser(TokenReader reader)
{
    public Target Parse()
    {
        var targets = new List<Target> { ParseOne() };
        bool isTuple = false;
        while (reader.TryTakeOperator(","))
        {
            isTuple = true;
            if (reader.Current.Kind == TokenKind.Name && !reader.Current.IsName("in") || reader.Current.IsOperator("(")) targets.Add(ParseOne());
        }
        return isTuple ? new TupleTarget(targets) : targets[0];
    }

    public Target ParseOne()
    {
        if (reader.TryTakeOperator("("))
        {
            reader.Enter();
            Target inner = Parse();
            reader.ExpectOperator(")");
            reader.Leave();
            return inner;
        }
        string name = reader.Expect(TokenKind.Name, "the name of a variable").Text;
        if (name is "true" or "false" or "none" or "True" or "False" or "None") throw new JinjaException($"'{name}' cannot be set", reader.Line);
        return reader.TryTakeOperator(".")
            ? new AttributeTarget(name, reader.Expect(TokenKind.Name, "the name of an attribute").Text)
            : new NameTarget(name);
    }
}
