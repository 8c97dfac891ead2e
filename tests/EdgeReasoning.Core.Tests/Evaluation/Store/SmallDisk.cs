namespace EdgeReasoning.Evaluation;

/// <summary>A file on a disk that fills up in the middle of a write, as a real one does.</summary>
internal sealed class SmallDisk : MemoryStream
{
    public long Room { get; set; } = long.MaxValue;

    public bool CanCut { get; init; } = true;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int fits = (int)Math.Min(buffer.Length, Room - Position);
        foreach (byte value in buffer[..fits]) base.WriteByte(value);
        if (fits < buffer.Length) throw new IOException("No space left on device");
    }

    public override void SetLength(long value)
    {
        if (!CanCut) throw new IOException("Input/output error");
        base.SetLength(value);
    }

    /// <summary>What another process finds.</summary>
    public TraceStore Reopen()
    {
        var copy = new MemoryStream();
        copy.Write(ToArray());
        copy.Position = 0;
        return new TraceStore("run.jsonl", copy, null, new TraceStoreOptions());
    }
}
