namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>Refuses sizes on which llama.cpp would end the process instead of reporting an error. What it reports itself is left to it.</summary>
internal static class HyperparameterCheck
{
    // Limits of llama.cpp v0.5.0 (llama-hparams.h).
    private const int MaxLayers = 512;
    private const int MaxExperts = 1024;
    private const int MaxWidth = 1 << 24;

    private static readonly string[] RopeScalings = ["none", "linear", "yarn", "longrope"];

    /// <summary>Checks them.</summary>
    /// <exception cref="InvalidDataException">A size is missing or out of its range; the message names the key.</exception>
    public static void Require(GgufHyperparameters sizes, GgufMetadata metadata)
    {
        if (sizes.Architecture.Length == 0) throw new InvalidDataException("it has no general.architecture");
        if (!GgufArchitectures.Decoders.Contains(sizes.Architecture))
            throw new InvalidDataException($"its architecture '{sizes.Architecture}' is none that llama.cpp 0.5.0 can continue a text with");

        RequireRange(sizes, "block_count", 1, MaxLayers);
        RequireRange(sizes, "embedding_length", 1, MaxWidth);
        RequireRange(sizes, "context_length", 1, int.MaxValue);
        RequireOptional(sizes, "nextn_predict_layers", 0, sizes.LayerCount!.Value);
        RequireOptional(sizes, "attention.key_length", 1, MaxWidth);
        RequireOptional(sizes, "attention.value_length", 1, MaxWidth);
        RequireOptional(sizes, "rope.dimension_count", 0, MaxWidth);
        RequireEach(sizes, "attention.head_count", MaxWidth);
        RequireEach(sizes, "attention.head_count_kv", MaxWidth);
        RequireEach(sizes, "feed_forward_length", MaxWidth);
        RequireExperts(sizes);
        RequireHeads(sizes);
        RequireNumbers(sizes, metadata);
        if (metadata.Text(sizes.Key("rope.scaling.type")) is { } scaling && !RopeScalings.Contains(scaling, StringComparer.Ordinal))
            throw new InvalidDataException($"{sizes.Key("rope.scaling.type")} is '{scaling}'; known are {string.Join(", ", RopeScalings)}");
    }

    private static void RequireExperts(GgufHyperparameters sizes)
    {
        RequireOptional(sizes, "expert_count", 0, MaxExperts);
        long experts = sizes.Integer("expert_count") ?? 0;
        long used = sizes.PerLayer("expert_used_count")?.Max() ?? 0;
        if (used < 0 || used > experts || (experts > 0 && used == 0))
            throw new InvalidDataException($"{sizes.Key("expert_used_count")} is {used} of {experts} experts");

        long groups = sizes.Integer("expert_group_count") ?? 0;
        long groupsUsed = sizes.Integer("expert_group_used_count") ?? 0;
        bool groupsFit = experts == 0 ? groups == 0 : groups >= 0 && groups < experts;
        if (!groupsFit || (groups > 1 && (experts % groups != 0 || groupsUsed <= 0 || groupsUsed >= groups)))
            throw new InvalidDataException($"{sizes.Key("expert_group_count")} is {groups}, of which {groupsUsed} are used, with {experts} experts");
    }

    private static void RequireHeads(GgufHyperparameters sizes)
    {
        long heads = sizes.PerLayer("attention.head_count")?[0] ?? 0;
        if (heads == 0) return;
        long whole = sizes.EmbeddingLength!.Value / heads;
        long keys = sizes.Integer("attention.key_length") ?? whole;
        long values = sizes.Integer("attention.value_length") ?? whole;
        long rotated = sizes.Integer("rope.dimension_count") ?? keys;
        if (keys != values && GgufArchitectures.EqualHeads.Contains(sizes.Architecture))
            throw new InvalidDataException($"its heads have keys of {keys} and values of {values} elements, which are the same in an architecture '{sizes.Architecture}'");
        if (keys != rotated && GgufArchitectures.FullRotation.Contains(sizes.Architecture))
            throw new InvalidDataException($"{sizes.Key("rope.dimension_count")} is {rotated}, but a key has {keys} elements");
    }

    // No number of an architecture is infinite, and a norm's epsilon is never negative.
    private static void RequireNumbers(GgufHyperparameters sizes, GgufMetadata metadata)
    {
        foreach (string key in metadata.Keys)
        {
            if (!key.StartsWith(sizes.Architecture + ".", StringComparison.Ordinal) || metadata.Number(key) is not { } number) continue;
            if (!double.IsFinite(number) || (number < 0 && key.EndsWith("epsilon", StringComparison.Ordinal)))
                throw new InvalidDataException(FormattableString.Invariant($"{key} is {number}"));
        }
    }

    private static void RequireRange(GgufHyperparameters sizes, string name, long least, long most)
    {
        if (sizes.Integer(name) is null) throw new InvalidDataException($"it has no {sizes.Key(name)}");
        RequireOptional(sizes, name, least, most);
    }

    private static void RequireOptional(GgufHyperparameters sizes, string name, long least, long most)
    {
        if (sizes.Integer(name) is { } value && (value < least || value > most))
            throw new InvalidDataException($"{sizes.Key(name)} is {value}; it has to be from {least} to {most}");
    }

    private static void RequireEach(GgufHyperparameters sizes, string name, long most)
    {
        foreach (long value in sizes.PerLayer(name) ?? [])
        {
            if (value < 0 || value > most) throw new InvalidDataException($"{sizes.Key(name)} is {value}; it has to be from 0 to {most}");
        }
    }
}
