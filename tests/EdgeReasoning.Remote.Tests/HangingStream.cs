using System.Text;

namespace EdgeReasoning.Remote.Tests;

/// <summary>Gives a text, and then waits until the reader gives up.</summary>
internal sealed class HangingStream(string text, Action brokenOff) : Stream
{
    private readonly MemoryStream _text = new(Encoding.UTF8.GetBytes(text));
    private bool _told;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await _text.ReadAsync(buffer, cancellationToken);
        if (read > 0) return read;
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!_told) brokenOff();
        _told = true;
        base.Dispose(disposing);
    }
}
