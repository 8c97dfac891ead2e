using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Evaluation;

namespace EdgeReasoning.Server.Requests;

/// <summary>Reads the fields that have several forms.</summary>
internal static class FieldReader
{
    private const int MostStops = 16, LongestStop = 256;
    private const string Kwargs = "chat_template_kwargs";

    /// <summary><c>stop</c>: a text, a list of texts, or null.</summary>
    public static IReadOnlyList<string> Stops(JsonElement? stop)
    {
        string[] texts = stop?.ValueKind switch
        {
            null or JsonValueKind.Null => [],
            JsonValueKind.String => [Text(stop.Value, "stop")],
            JsonValueKind.Array when stop.Value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) => [.. stop.Value.EnumerateArray().Select(text => Text(text, "stop"))],
            _ => throw ApiException.Invalid("The field stop is a text or a list of texts.", "stop", "invalid_type"),
        };
        if (texts.Length > MostStops) throw ApiException.Invalid(FormattableString.Invariant($"The field stop has {texts.Length} texts; {MostStops} are taken."), "stop");
        if (texts.Any(text => text.Length is 0 or > LongestStop)) throw ApiException.Invalid(FormattableString.Invariant($"A text of the field stop has 1 to {LongestStop} characters."), "stop");
        return texts;
    }

    /// <summary><c>scaling</c>, in the words of <see cref="ScalingChoice.Parse"/>.</summary>
    public static ScalingChoice Scaling(string? words)
    {
        try
        {
            return words is null ? ScalingChoice.Single : ScalingChoice.Parse(words);
        }
        catch (FormatException problem)
        {
            throw ApiException.Invalid(problem.Message, "scaling");
        }
    }

    /// <summary><c>deadline</c> as a budget's words: a number is seconds.</summary>
    public static string? Deadline(JsonElement? deadline) => deadline?.ValueKind switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.Number => string.Create(CultureInfo.InvariantCulture, $"{(decimal)Math.Clamp(deadline.Value.GetDouble(), -1e9, 1e9):0.######}s"),
        JsonValueKind.String => Text(deadline.Value, "deadline"),
        _ => throw ApiException.Invalid("The field deadline is a number of seconds, or a time with its unit: \"500ms\".", "deadline", "invalid_type"),
    };

    /// <summary><c>logit_bias</c>: tokens are numbers, written as text since they are names in JSON.</summary>
    public static IReadOnlyDictionary<int, float>? LogitBias(IReadOnlyDictionary<string, float>? biases)
    {
        if (biases is null or { Count: 0 }) return null;
        var read = new Dictionary<int, float>();
        foreach ((string token, float bias) in biases)
        {
            if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) throw ApiException.Invalid($"The field logit_bias has '{token}', which is no number of a token.", "logit_bias");
            read[number] = bias;
        }

        return read;
    }

    /// <summary><c>chat_template_kwargs</c>.</summary>
    public static IReadOnlyDictionary<string, object?> Variables(IReadOnlyDictionary<string, JsonElement>? variables) =>
        variables is null ? new Dictionary<string, object?>() : variables.ToDictionary(pair => pair.Key, pair => Value(pair.Value));

    /// <summary>A text as it is meant. JSON can spell half a surrogate pair, which is none.</summary>
    public static string Text(JsonElement text, string at)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw HalfOfAPair(at);
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value, Kwargs),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Object => Map(value),
        _ => null,
    };

    private static Dictionary<string, object?> Map(JsonElement map)
    {
        var values = new Dictionary<string, object?>();
        foreach (JsonProperty property in map.EnumerateObject())
        {
            try
            {
                // Of two with one name the last counts, as everywhere in JSON.
                values[property.Name] = Value(property.Value);
            }
            catch (InvalidOperationException)
            {
                throw HalfOfAPair(Kwargs);
            }
        }

        return values;
    }

    private static ApiException HalfOfAPair(string at) => ApiException.Invalid($"{at} has half a surrogate pair in it, which is no character.", at);
}
