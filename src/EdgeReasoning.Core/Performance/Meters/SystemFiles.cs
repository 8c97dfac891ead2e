using System.Buffers;
using System.Globalization;

namespace EdgeReasoning.Performance;

/// <summary>The files by which Linux tells of its hardware, under a root that tests and containers can replace. Nothing here throws: what cannot be read is absent.</summary>
public sealed class SystemFiles
{
    private const int MaxLength = 1 << 16;
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>The files of this machine.</summary>
    public static SystemFiles Host { get; } = new("/");

    /// <summary>The files under <paramref name="root"/>.</summary>
    /// <param name="root">Directory that stands for <c>/</c>.</param>
    public SystemFiles(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = root;
    }

    /// <summary>Directory that stands for <c>/</c>.</summary>
    public string Root { get; }

    /// <summary>Text of a file without white space and zero bytes at its ends; null where it is absent, unreadable or empty.</summary>
    /// <param name="path">Path below the root.</param>
    public string? ReadText(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        char[] buffer = ArrayPool<char>.Shared.Rent(MaxLength);
        try
        {
            using StreamReader reader = new(Full(path));
            ReadOnlySpan<char> text = buffer.AsSpan(0, reader.ReadBlock(buffer, 0, MaxLength)).Trim("\0 \t\r\n");
            return text.IsEmpty ? null : text.ToString();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>A whole number from a file; null where there is none.</summary>
    /// <param name="path">Path below the root.</param>
    public long? ReadInteger(string path)
        => long.TryParse(ReadText(path), CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>Names in a directory that start with <paramref name="prefix"/>, in natural order (<c>cpu2</c> before <c>cpu10</c>); empty where it is absent.</summary>
    /// <param name="directory">Path below the root.</param>
    /// <param name="prefix">How the names start.</param>
    public IReadOnlyList<string> List(string directory, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(directory);
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Full(directory))
                .Select(entry => Path.GetFileName(entry))
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(name => name.TrimEnd(Digits), StringComparer.Ordinal)
                .ThenBy(name => name.Length)
                .ThenBy(name => name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string Full(string path) => Path.Combine(Root, path.TrimStart('/'));
}
