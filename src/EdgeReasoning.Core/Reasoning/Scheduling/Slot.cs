namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>One sequence of the context in use: the tokens it is to hold, of which the first lie in memory.</summary>
internal abstract class Slot
{
    public int Sequence { get; set; }

    /// <summary>A number that grows from one use to the next: who came first.</summary>
    public long Launch { get; set; }

    /// <summary>Tokens in memory.</summary>
    public int Fed { get; set; }

    /// <summary>Tokens of the next batch.</summary>
    public int Chunk { get; set; }

    /// <summary>Tokens that go into the next batch on trial, behind all that is pending: they stay in memory only where they turn out to be chosen.</summary>
    public int Drafted { get; set; }

    /// <summary>The row of the batch whose logits it waits for, or −1; those of its draft are in the rows behind it.</summary>
    public int Row { get; set; } = -1;

    /// <summary>Cells reserved for what comes after the prompt.</summary>
    public int ReplyCells { get; set; }

    /// <summary>Cells reserved for the prompt, on behalf of all that share it.</summary>
    public int PromptCells { get; set; }

    /// <summary>The wave it works for.</summary>
    public abstract Wave Wave { get; }

    /// <summary>Tokens to decode before the next one can be chosen: 1 in the steady state, more for a prompt or a forced text.</summary>
    public abstract int Pending { get; }

    /// <summary>Whether what is pending is a part of the prompt, which may wait its turn.</summary>
    public bool IsPrefilling => Pending > 1 && Fed < Wave.Prompt.Tokens.Length;

    public abstract int TokenAt(int position);

    public virtual void End()
    {
        Row = -1;
        Fed = Chunk = Drafted = ReplyCells = PromptCells = 0;
    }
}
