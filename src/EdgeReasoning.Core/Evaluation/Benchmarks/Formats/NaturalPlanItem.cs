using System.Text.Json;

namespace EdgeReasoning.Evaluation;

/// <summary>One question of a Natural-Plan file; says which when something is wrong with it.</summary>
internal sealed record NaturalPlanItem(string File, string Id, JsonElement Element)
{
    public string Text(string member) => Member(member) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw Error($"'{member}' is not a text."),
    };

    public JsonElement Member(string member) => Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(member, out JsonElement value) ? value
        : throw Error($"there is no '{member}'.");

    public InvalidDataException Error(string what, Exception? inner = null) => new($"{File}, question '{Id}': {what}", inner);
}
