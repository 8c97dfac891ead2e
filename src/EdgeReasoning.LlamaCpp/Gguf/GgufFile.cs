using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>The header of a GGUF file: metadata and tensor directory, without the weights.</summary>
/// <remarks>Format: <see href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"/>. Every length and offset is checked against the
/// file's length before it is used, so that reading a corrupt file costs no more than its size.</remarks>
public sealed class GgufFile
{
    internal GgufFile(string path, uint version, GgufMetadata metadata, IReadOnlyList<GgufTensor> tensors, long dataOffset)
    {
        Path = path;
        Version = version;
        Metadata = metadata;
        Tensors = tensors;
        DataOffset = dataOffset;
    }

    /// <summary>The file as it was given.</summary>
    public string Path { get; }

    /// <summary>Version of the format: 2 or 3.</summary>
    public uint Version { get; }

    /// <summary>The metadata.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>The tensors, in the order of the file.</summary>
    public IReadOnlyList<GgufTensor> Tensors { get; }

    /// <summary>Bytes from the start of the file to the tensors' data.</summary>
    public long DataOffset { get; }

    /// <summary>Reads a file's header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelLoadException">There is no such file, or it is no valid GGUF; the message says where it goes wrong.</exception>
    public static GgufFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new ModelLoadException(path, $"'{path}' is a folder; give the GGUF file in it.");
        if (!File.Exists(path)) throw new ModelLoadException(path, $"There is no file '{path}'.");
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return Read(file, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a header from what a file holds.</summary>
    /// <exception cref="ModelLoadException">It is no valid GGUF.</exception>
    internal static GgufFile Read(Stream content, string path)
    {
        try
        {
            return GgufHeaderReader.Read(new GgufStream(content, content.Length), content.Length, path);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new ModelLoadException(path, $"'{path}' is not a valid GGUF model: {exception.Message}.", exception);
        }
    }
}
