using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeReasoning.Evaluation;

/// <summary>Reads and writes a trace's tokens, most of a store's numbers, straight from and into an array: the converter for any list goes over an enumerator, and leaves a list with room to spare.</summary>
internal sealed class TokenListConverter : JsonConverter<IReadOnlyList<int>>
{
    private const int UsualTokens = 512;

    public override IReadOnlyList<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Tokens are a list of numbers.");
        int[] tokens = ArrayPool<int>.Shared.Rent(UsualTokens);
        try
        {
            var count = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int token)) throw new JsonException("A token is a whole number.");
                if (count == tokens.Length) tokens = Grow(tokens);
                tokens[count++] = token;
            }

            return tokens[..count];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<int> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (value is int[] tokens)
        {
            foreach (int token in tokens) writer.WriteNumberValue(token);
        }
        else
        {
            foreach (int token in value) writer.WriteNumberValue(token);
        }

        writer.WriteEndArray();
    }

    private static int[] Grow(int[] tokens)
    {
        int[] larger = ArrayPool<int>.Shared.Rent(2 * tokens.Length);
        tokens.CopyTo(larger, 0);
        ArrayPool<int>.Shared.Return(tokens);
        return larger;
    }
}
