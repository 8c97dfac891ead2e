namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Bytes that grow and are reused from trace to trace.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[64];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void RemoveFirst()
    {
        Bytes[1..].CopyTo(_bytes);
        Length--;
    }

    public void Reserve(int bytes)
    {
        if (_bytes.Length < bytes) Array.Resize(ref _bytes, bytes);
    }

    public void Append(byte value)
    {
        if (Length == _bytes.Length) Array.Resize(ref _bytes, 2 * Length);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        if (Length + values.Length > _bytes.Length) Reserve(Math.Max(2 * _bytes.Length, Length + values.Length));
        values.CopyTo(_bytes.AsSpan(Length));
        Length += values.Length;
    }
}
