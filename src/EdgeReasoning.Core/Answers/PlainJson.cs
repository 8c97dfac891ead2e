using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeReasoning.Answers;

/// <summary>JSON as models write it: no white space, and no escapes but those that JSON needs.</summary>
internal static class PlainJson
{
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is written, as text.</summary>
    public static string Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, s_writing)) write(writer, value);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
