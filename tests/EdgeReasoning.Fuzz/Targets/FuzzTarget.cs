namespace EdgeReasoning.Fuzz.Targets;

/// <summary>Something that reads what others wrote, and how inputs for it are made.</summary>
public abstract class FuzzTarget(string name) : IDisposable
{
    /// <summary>Its name on the command line and of its folder in the corpus.</summary>
    public string Name { get; } = name;

    /// <summary>The most bytes that reading an input may allocate, all garbage included: a constant, and so much for each byte of it.</summary>
    public abstract long MostAllocated(byte[] input);

    /// <summary>The files of its corpus as inputs: what others are made from, and what was found once.</summary>
    public abstract IReadOnlyList<byte[]> Saved { get; }

    /// <summary>Makes an input. The same random numbers make the same one.</summary>
    public abstract byte[] Make(Random random);

    /// <summary>Has an input read.</summary>
    /// <returns>How that ended, in a word or a message: inputs that end differently are told apart by it.</returns>
    /// <exception cref="Exception">Anything that the documentation does not allow: a finding.</exception>
    public abstract string Run(byte[] input);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the target holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
