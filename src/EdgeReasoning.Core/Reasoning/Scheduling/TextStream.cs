using System.Text;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Streams a buffer that grows by bytes as whole characters.</summary>
internal sealed class TextStream(ByteBuffer buffer, ReasoningUpdateKind kind)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private int _published;

    public void Reset()
    {
        _decoder.Reset();
        _published = 0;
    }

    /// <summary>Publishes the characters that have become whole since the last time.</summary>
    public void Publish(Request request, int traceIndex, bool final)
    {
        ReadOnlySpan<byte> bytes = buffer.Bytes[_published..];
        if (bytes.IsEmpty && !final) return;
        _published = buffer.Length;
        Span<char> characters = bytes.Length < 256 ? stackalloc char[bytes.Length + 4] : new char[bytes.Length + 4];
        int count = _decoder.GetChars(bytes, characters, flush: final);
        if (count > 0) request.Publish(new ReasoningUpdate { Kind = kind, TraceIndex = traceIndex, Text = new string(characters[..count]) });
    }
}
