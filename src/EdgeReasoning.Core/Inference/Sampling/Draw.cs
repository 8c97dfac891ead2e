namespace EdgeReasoning.Inference.Sampling;

/// <summary>One draw from logits whose blocks are known: truncation, then the token at which a random share of the mass is reached.</summary>
internal readonly ref struct Draw(SamplingOptions options, SamplerWorkspace workspace, float largest)
{
    // How far below the average mass, in nats, the search for a nucleus looks first, and how much further each time it was too short.
    private const double FirstDepth = 7, Step = 4;

    private readonly float _temperature = options.Temperature;
    private readonly LogitBlocks _blocks = workspace.Blocks;
    private readonly Candidates _candidates = workspace.Candidates;

    /// <summary>The token for a random number from 0 to 1, exclusive.</summary>
    public int From(ReadOnlySpan<float> logits, double random)
    {
        if (options.TopK > 0 && options.TopK < logits.Length)
        {
            _candidates.TakeBest(options.TopK, logits, _blocks);
            _candidates.Weigh(largest, _temperature);
            if (options.TopP < 1) _candidates.KeepMass(options.TopP * _candidates.Mass);
        }
        else if (options.TopP < 1)
        {
            TakeNucleus(logits);
        }
        else if (options.MinP > 0)
        {
            _candidates.TakeFrom(LogitOf(options.MinP), logits, _blocks);
            _candidates.Weigh(largest, _temperature);
        }
        else
        {
            return FromAll(logits, random);
        }

        if (options.MinP > 0) _candidates.KeepHeavierThan(options.MinP);
        return _candidates.At(random);
    }

    // Tokens of less than (1 - p) / n of the mass have together less than 1 - p, so the nucleus lies above; mostly far above.
    private void TakeNucleus(ReadOnlySpan<float> logits)
    {
        double total = _blocks.Sum(logits, largest, _temperature);
        double mass = options.TopP * total;
        double lowest = (1 - (double)options.TopP) / logits.Length;
        for (double depth = FirstDepth; ; depth += Step)
        {
            double share = Math.Max(Math.Exp(-depth), lowest);
            _candidates.TakeFrom(LogitOf(share * total), logits, _blocks);
            _candidates.Weigh(largest, _temperature);
            if (share > lowest && _candidates.Mass < mass) continue;
            _candidates.KeepMass(mass);
            return;
        }
    }

    // A little less than the logit of that weight, as sums are not exact.
    private float LogitOf(double weight) => (float)(largest + (_temperature * (Math.Log(weight) - 1e-3)));

    // Tokens in the order of their numbers: nothing needs to be collected.
    private int FromAll(ReadOnlySpan<float> logits, double random)
    {
        double rest = random * _blocks.Sum(logits, largest, _temperature);
        ReadOnlySpan<float> sums = _blocks.Sums;
        int block = -1;
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] == 0) continue;
            if (block >= 0) rest -= sums[block];
            block = i;
            if (rest < sums[i]) break;
        }

        // Where rounding leaves a rest at the end, the last possible token takes it.
        ReadOnlySpan<float> slice = LogitBlocks.Slice(logits, block);
        int chosen = -1;
        for (int i = 0; i < slice.Length; i++)
        {
            double weight = Math.Exp(((double)slice[i] - largest) / _temperature);
            if (weight == 0) continue;
            chosen = i;
            rest -= weight;
            if (rest < 0) break;
        }
        return (block * LogitBlocks.Length) + chosen;
    }
}
