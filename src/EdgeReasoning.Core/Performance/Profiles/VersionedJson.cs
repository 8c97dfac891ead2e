using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeReasoning.Performance;

/// <summary>Reads JSON that says its schema version, and refuses every other.</summary>
internal static class VersionedJson
{
    internal static T Read<T>(string json, JsonTypeInfo<T> type, string what, int current)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("schemaVersion", out JsonElement element)
                || !element.TryGetInt32(out int version))
            {
                throw new InvalidDataException($"This is not a {what}: it has no schemaVersion.");
            }

            if (version != current)
            {
                throw new InvalidDataException($"This {what} has schema version {version}; this library reads {current}. "
                    + (version > current ? "Update the library, or profile the device again." : "Profile the device again."));
            }

            return document.RootElement.Deserialize(type) ?? throw new InvalidDataException($"This is not a {what}: it is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is not a {what}: {exception.Message}", exception);
        }
    }
}
