using System.Text;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>What changes while a template renders: the scope, the output, the budget. The syntax tree never does.</summary>
internal sealed class Frame(Budget budget, Scope globals, TimeProvider timeProvider)
{
    private StringBuilder _output = new();

    public Budget Budget => budget;

    public TimeProvider TimeProvider => timeProvider;

    public Scope Scope { get; set; } = globals;

    public string Output => _output.ToString();

    public void Write(string text)
    {
        budget.ChargeText(text.Length);
        budget.RequireLength(_output.Length + (long)text.Length);
        _output.Append(text);
    }

    /// <summary>Runs statements in a scope of their own and gives what they write as a value.</summary>
    public string Capture(Syntax.Block body, Scope scope)
    {
        (StringBuilder outerOutput, Scope outerScope) = (_output, Scope);
        (_output, Scope) = (new StringBuilder(), scope);
        body.Execute(this);
        string text = budget.Pay(_output.ToString());
        (_output, Scope) = (outerOutput, outerScope);
        return text;
    }
}
