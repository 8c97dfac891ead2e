using EdgeReasoning.Inference.Sampling;

namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>The choices of one story.</summary>
internal sealed class StoryRandom(ulong seed)
{
    private Xoshiro256 _random = new(seed);

    /// <summary>A whole number of the range, both ends included.</summary>
    public int Between(int least, int most) => least + (int)(_random.NextDouble() * (most - least + 1));

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    public void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = Between(0, i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>How many things an event is about: mostly few.</summary>
    public int Amount()
    {
        double draw = _random.NextDouble();
        return draw < 0.7 ? Between(1, 9) : draw < 0.95 ? Between(10, 20) : Between(21, 60);
    }
}
