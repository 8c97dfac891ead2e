namespace EdgeReasoning.Reasoning;

/// <summary>What a budget did to a reply.</summary>
public enum BudgetEffect
{
    /// <summary>Nothing that can be seen: the reply has as many tokens as without it.</summary>
    None,

    /// <summary>The thinking is shorter, or, where it is as long, the reply.</summary>
    Shorter,

    /// <summary>The thinking is longer, or, where it is as long, the reply.</summary>
    Longer,
}
