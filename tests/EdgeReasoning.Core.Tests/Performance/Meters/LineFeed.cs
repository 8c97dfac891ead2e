using System.Threading.Channels;

namespace EdgeReasoning.Performance.Tests.Meters;

/// <summary>A stream of lines that a test writes one by one; null ends it.</summary>
internal sealed class LineFeed : TextReader
{
    private readonly Channel<string?> _lines = Channel.CreateUnbounded<string?>();
    private readonly Channel<bool> _asked = Channel.CreateUnbounded<bool>();

    public void Write(string? line) => _lines.Writer.TryWrite(line);

    /// <summary>Completes when the reader has dealt with the line before and asks for the next.</summary>
    public async Task WaitUntilReadAsync()
    {
        await _asked.Reader.ReadAsync();
        if (_asked.Reader.Count == 0)
        {
            await _asked.Reader.WaitToReadAsync();
        }
    }

    public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _asked.Writer.TryWrite(true);
        return await _lines.Reader.ReadAsync(cancellationToken);
    }
}
