using System.Text.Json;

namespace EdgeReasoning.Evaluation;

/// <summary>Reads the lines of a store, and finds where a torn end begins.</summary>
internal static class StoreText
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads whole lines.</summary>
    /// <param name="stream">The store, from its beginning.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="take">Gets each line in order.</param>
    /// <returns>The length up to where every line is whole, and whether the last of them lacks its line feed.</returns>
    /// <exception cref="TraceStoreException">A line is damaged that is followed by a whole one: no crash leaves that behind.</exception>
    public static (long Length, bool LacksEnd) Read(Stream stream, string name, Action<StoreLine> take)
    {
        long start = 0, whole = 0;
        int number = 0, damaged = 0;
        bool lacksEnd = false;
        var line = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, read);
            for (int end; (end = rest.IndexOf(LineFeed)) >= 0; rest = rest[(end + 1)..])
            {
                line.Write(rest[..end]);
                start += line.Length + 1;
                Finish(ended: true);
            }

            line.Write(rest);
        }

        start += line.Length;
        if (line.Length > 0) Finish(ended: false);
        return (whole, lacksEnd);

        void Finish(bool ended)
        {
            number++;
            if (TryParse(line.GetBuffer().AsSpan(0, (int)line.Length)) is { } parsed)
            {
                if (damaged > 0)
                    throw new TraceStoreException($"{name}, line {damaged}: this is not a line of a trace store, and whole lines follow it, so it is no torn end. Restore the file, or delete the line.");
                take(parsed);
                whole = start;
                lacksEnd = !ended;
            }
            else if (damaged == 0)
            {
                damaged = number;
            }

            line.SetLength(0);
        }
    }

    /// <summary>The bytes of a line, its line feed included.</summary>
    public static byte[] ToBytes(StoreLine line)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(line, StoreJsonContext.Default.StoreLine);
        return [.. json, LineFeed];
    }

    private static StoreLine? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreJsonContext.Default.StoreLine) is { IsOne: true } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
