using System.Text;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Writes metadata values as GGUF lays them out.</summary>
internal static class GgufValueWriter
{
    /// <summary>Writes a text: its length in bytes, then UTF-8.</summary>
    public static void Write(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>Writes a value: its type, and what follows from it.</summary>
    public static void Write(BinaryWriter writer, GgufValue value)
    {
        writer.Write((uint)value.Type);
        if (value.AsArray() is not { } elements)
        {
            WriteScalar(writer, value.Value);
            return;
        }

        writer.Write((uint)value.ElementType);
        writer.Write((ulong)elements.Length);
        foreach (object element in elements) WriteScalar(writer, element);
    }

    private static void WriteScalar(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case byte v: writer.Write(v); break;
            case sbyte v: writer.Write(v); break;
            case ushort v: writer.Write(v); break;
            case short v: writer.Write(v); break;
            case uint v: writer.Write(v); break;
            case int v: writer.Write(v); break;
            case ulong v: writer.Write(v); break;
            case long v: writer.Write(v); break;
            case float v: writer.Write(v); break;
            case double v: writer.Write(v); break;
            case bool v: writer.Write(v); break;
            case string v: Write(writer, v); break;
            default: throw new ArgumentException($"GGUF has no value of type {value.GetType().Name}.", nameof(value));
        }
    }
}
