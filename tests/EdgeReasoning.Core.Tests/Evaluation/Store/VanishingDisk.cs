namespace EdgeReasoning.Evaluation;

/// <summary>A file on a disk that is pulled out, from when on every call fails, or on one that now and then takes its time.</summary>
internal sealed class VanishingDisk : MemoryStream
{
    private int _writes;

    public bool IsGone { get; set; }

    public int WritesLeft { get; init; } = int.MaxValue;

    /// <summary>One write in so many takes a moment; 0 for none.</summary>
    public int PauseOneIn { get; init; }

    public override long Length => IsGone ? throw Gone() : base.Length;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (++_writes > WritesLeft) IsGone = true;
        if (IsGone) throw Gone();
        if (PauseOneIn > 0 && _writes % PauseOneIn == 0) Thread.Sleep(5);
        base.Write(buffer.ToArray(), 0, buffer.Length);
    }

    public override void SetLength(long value)
    {
        if (IsGone) throw Gone();
        base.SetLength(value);
    }

    private static IOException Gone() => new("No such device");
}
