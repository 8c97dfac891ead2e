namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>One sequence to train on: tokens, and how much each counts in the loss.</summary>
internal sealed class Example(Vocabulary vocabulary)
{
    // Classes of weights; what they weigh is the trainer's to say.
    public const int Ignored = 0, Prompt = 1, Reply = 2, Key = 3;

    private const int WeightShift = 12;
    private readonly List<int> _tokens = [];
    private readonly List<int> _weights = [];

    public Vocabulary Vocabulary { get; } = vocabulary;

    public int Length => _tokens.Count;

    /// <summary>Where the reply begins.</summary>
    public int PromptLength { get; private set; }

    /// <summary>Equations of the solution.</summary>
    public int Steps { get; set; }

    public Example Add(string text, int weight)
    {
        Vocabulary.Encode(text, _tokens);
        while (_weights.Count < _tokens.Count) _weights.Add(weight);
        if (weight == Prompt) PromptLength = _tokens.Count;
        return this;
    }

    /// <summary>Drops what stands behind the first tokens.</summary>
    public void CutTo(int length)
    {
        _tokens.RemoveRange(length, _tokens.Count - length);
        _weights.RemoveRange(length, _weights.Count - length);
    }

    /// <summary>Each token with its weight's class in the four highest bits.</summary>
    public IEnumerable<ushort> Packed() => _tokens.Zip(_weights, (token, weight) => (ushort)(token | weight << WeightShift));
}
