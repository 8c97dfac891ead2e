namespace EdgeReasoning.Budgets;

/// <summary>What an extension of the thinking costs of the thinking limit.</summary>
public enum ExtendAccounting
{
    /// <summary>Nothing: only tokens that the model chose itself are charged. The rule of this library.</summary>
    ChosenTokens,

    /// <summary>The forced text, as in s1's evaluation harness: the thinking and every "Wait" together stay within the limit.</summary>
    ForcedText,

    /// <summary>The end token that was passed over, as in s1's README: each extension takes one token of the limit, and none is made when nothing is left.</summary>
    PassedEnds,
}
