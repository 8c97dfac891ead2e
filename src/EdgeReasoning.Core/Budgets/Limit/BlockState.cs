namespace EdgeReasoning.Budgets;

/// <summary>Where <see cref="BlockBudget"/> stands.</summary>
internal enum BlockState
{
    /// <summary>Before the first thinking block.</summary>
    Idle,

    /// <summary>In a block, with tokens left.</summary>
    Counting,

    /// <summary>In a block, with none left: the closing is being forced.</summary>
    Forcing,

    /// <summary>In a block, with none left, inside a UTF-8 code point.</summary>
    WaitingUtf8,

    /// <summary>Behind a block.</summary>
    Done,
}
