namespace EdgeReasoning.Benchmarks.Family;

/// <summary>How a question is put.</summary>
internal enum Form
{
    /// <summary>The answer is a number.</summary>
    Open,

    /// <summary>The answer is a letter.</summary>
    Choice,
}
