namespace EdgeReasoning.LlamaCpp;

/// <summary>The sizes of a model: what decides how fast it is and how much memory it takes, whatever its weights.</summary>
/// <remarks>The named shapes are those of the models' published <c>config.json</c> on their Hugging Face pages.</remarks>
public sealed record SyntheticShape
{
    /// <summary>Its name, <c>qwen2-1.5b</c> say.</summary>
    public required string Name { get; init; }

    /// <summary>Architecture.</summary>
    public required SyntheticArchitecture Architecture { get; init; }

    /// <summary>Transformer layers, from 1 to 512 (<c>num_hidden_layers</c>).</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream, a multiple of 32 (<c>hidden_size</c>).</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads, from 1 (<c>num_attention_heads</c>).</summary>
    public required int Heads { get; init; }

    /// <summary>Heads of keys and values, which divide the heads (<c>num_key_value_heads</c>).</summary>
    public required int KvHeads { get; init; }

    /// <summary>Elements of a head, even (<c>head_dim</c>). Heads times this is a multiple of 32.</summary>
    public required int HeadDimension { get; init; }

    /// <summary>Width of the feed-forward part, a multiple of 32 (<c>intermediate_size</c>).</summary>
    public required int FeedForward { get; init; }

    /// <summary>Tokens of the vocabulary, from 512 (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Whether the output is the embedding transposed (<c>tie_word_embeddings</c>).</summary>
    public required bool TiedEmbeddings { get; init; }

    /// <summary>Tokens of context, from 64 (<c>max_position_embeddings</c>).</summary>
    public required int ContextLength { get; init; }

    /// <summary>Base of the rotary positions (<c>rope_theta</c>). Default a million.</summary>
    public float RopeBase { get; init; } = 1e6f;

    /// <summary>Qwen2 and 2.5, 0.5B.</summary>
    public static SyntheticShape Qwen2Half { get; } = Qwen2("qwen2-0.5b", 24, 896, 14, 2, 4864, tied: true);

    /// <summary>Qwen2 and 2.5, 1.5B.</summary>
    public static SyntheticShape Qwen2OneAndHalf { get; } = Qwen2("qwen2-1.5b", 28, 1536, 12, 2, 8960, tied: true);

    /// <summary>Qwen2 and 2.5, 7B.</summary>
    public static SyntheticShape Qwen2Seven { get; } = Qwen2("qwen2-7b", 28, 3584, 28, 4, 18944, tied: false);

    /// <summary>Qwen2.5, 14B.</summary>
    public static SyntheticShape Qwen2Fourteen { get; } = Qwen2("qwen2-14b", 48, 5120, 40, 8, 13824, tied: false);

    /// <summary>The shapes that have names, small ones first within each family.</summary>
    public static IReadOnlyList<SyntheticShape> Named { get; } =
    [
        Qwen2Half,
        Qwen2OneAndHalf,
        Qwen2Seven,
        Qwen2Fourteen,
        Qwen3("qwen3-0.6b", 28, 1024, 16, 3072, tied: true),
        Qwen3("qwen3-1.7b", 28, 2048, 16, 6144, tied: true),
        Qwen3("qwen3-4b", 36, 2560, 32, 9728, tied: true),
        Qwen3("qwen3-8b", 36, 4096, 32, 12288, tied: false),
        Qwen3("qwen3-14b", 40, 5120, 40, 17408, tied: false),
        Llama3("llama3-1b", 16, 2048, 64, 8192, tied: true),
        Llama3("llama3-8b", 32, 4096, 128, 14336, tied: false),
    ];

    /// <summary>Weights, as a count.</summary>
    public long ParameterCount => SyntheticTensor.Of(this).Sum(tensor => tensor.Elements);

    /// <summary>The shape of a name.</summary>
    /// <param name="name">One of <see cref="Named"/>, in upper or lower case.</param>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static SyntheticShape Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Named.FirstOrDefault(shape => string.Equals(shape.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no shape '{name}'. There are {string.Join(", ", Named.Select(shape => shape.Name))}; or give the numbers.", nameof(name));
    }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Name);
        if (!Enum.IsDefined(Architecture)) throw new ArgumentOutOfRangeException(nameof(Architecture), Architecture, "Take one of the named architectures.");
        Require(nameof(Layers), Layers, Layers is >= 1 and <= 512, "from 1 to 512");
        Require(nameof(Width), Width, Width >= 32 && Width % 32 == 0, "a multiple of 32");
        Require(nameof(FeedForward), FeedForward, FeedForward >= 32 && FeedForward % 32 == 0, "a multiple of 32");
        Require(nameof(Heads), Heads, Heads >= 1, "at least 1");
        Require(nameof(KvHeads), KvHeads, KvHeads >= 1 && Heads % KvHeads == 0, $"a divisor of the {Heads} heads");
        Require(nameof(HeadDimension), HeadDimension, HeadDimension >= 2 && HeadDimension % 2 == 0 && (long)Heads * HeadDimension % 32 == 0, "even, and with the heads a multiple of 32");
        Require(nameof(HeadDimension), HeadDimension, Architecture == SyntheticArchitecture.Qwen3 || Heads * HeadDimension == Width, $"the width of {Width} over the {Heads} heads, in all architectures but Qwen3");
        Require(nameof(VocabularySize), VocabularySize, VocabularySize >= SyntheticVocabulary.LeastTokens, $"at least {SyntheticVocabulary.LeastTokens}");
        Require(nameof(ContextLength), ContextLength, ContextLength >= 64, "at least 64");
        Require(nameof(RopeBase), RopeBase, float.IsFinite(RopeBase) && RopeBase > 0, "above 0");

        static void Require<T>(string name, T value, bool holds, string rule)
        {
            if (!holds) throw new ArgumentOutOfRangeException(name, value, $"It must be {rule}.");
        }
    }

    // Qwen2.5-14B has 1e-6 and a base of a million like the others; the vocabulary is padded to 152064 from 7B on.
    private static SyntheticShape Qwen2(string name, int layers, int width, int heads, int kvHeads, int feedForward, bool tied) => new()
    {
        Name = name,
        Architecture = SyntheticArchitecture.Qwen2,
        Layers = layers,
        Width = width,
        Heads = heads,
        KvHeads = kvHeads,
        HeadDimension = width / heads,
        FeedForward = feedForward,
        VocabularySize = tied ? 151_936 : 152_064,
        TiedEmbeddings = tied,
        ContextLength = 32_768,
    };

    private static SyntheticShape Qwen3(string name, int layers, int width, int heads, int feedForward, bool tied) => new()
    {
        Name = name,
        Architecture = SyntheticArchitecture.Qwen3,
        Layers = layers,
        Width = width,
        Heads = heads,
        KvHeads = 8,
        HeadDimension = 128,
        FeedForward = feedForward,
        VocabularySize = 151_936,
        TiedEmbeddings = tied,
        ContextLength = 40_960,
    };

    private static SyntheticShape Llama3(string name, int layers, int width, int headDimension, int feedForward, bool tied) => new()
    {
        Name = name,
        Architecture = SyntheticArchitecture.Llama,
        Layers = layers,
        Width = width,
        Heads = 32,
        KvHeads = 8,
        HeadDimension = headDimension,
        FeedForward = feedForward,
        VocabularySize = 128_256,
        TiedEmbeddings = tied,
        ContextLength = 131_072,
        RopeBase = 5e5f,
    };
}
