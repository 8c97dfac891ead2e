using System.Runtime.CompilerServices;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>Bounds one rendering: a template comes out of a model file, and a model file is not to be trusted.</summary>
/// <remarks>
/// Every node, item and 32 characters of text cost a step, so that steps bound the time; every text that comes to be is
/// checked against the most characters, so that steps and characters together bound the memory.
/// </remarks>
internal sealed class Budget(int maxSteps, int maxCharacters)
{
    public const int MaxDepth = 300;

    private const int CharactersPerStep = 32;
    private long _steps;
    private int _depth;

    /// <summary>The line of the node that was entered last.</summary>
    public int Line { get; private set; } = 1;

    public void Enter(int line)
    {
        Line = line;
        Enter();
    }

    /// <summary>Goes one level deeper, in the syntax tree or in a nested value. Nothing leaves after an exception: it ends the rendering.</summary>
    public void Enter()
    {
        Charge(1);
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new JinjaException($"nested more than {MaxDepth} levels deep");
    }

    public void Leave() => _depth--;

    public void Charge(long steps)
    {
        _steps += steps;
        if (_steps > maxSteps) throw new JinjaException($"it takes more than {maxSteps} steps");
    }

    /// <summary>Pays for reading or writing that many characters, and refuses a text that is too long before it is made.</summary>
    public void ChargeText(long characters)
    {
        RequireLength(characters);
        Charge(characters / CharactersPerStep);
    }

    public void RequireLength(long characters)
    {
        if (characters > maxCharacters) throw new JinjaException($"a text grows beyond {maxCharacters} characters");
    }

    public string Pay(string text)
    {
        ChargeText(text.Length);
        return text;
    }
}
