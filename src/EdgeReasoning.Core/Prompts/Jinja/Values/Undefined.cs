namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>What a missing variable, attribute or item gives: empty as text, false as a condition, an error as anything else.</summary>
internal sealed class Undefined(string what)
{
    public JinjaException Error() => new($"{what} is undefined");
}
