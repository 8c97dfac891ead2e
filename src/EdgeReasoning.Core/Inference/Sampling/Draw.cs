namespace EdgeReasoning.Inference.Sampling;

/// <summary>One draw from logits whose blocks are known: truncation, then the token at which a random share of the mass is reached.</summary>
internal readonly ref struct Draw(SamplingOptions options, SamplerWorkspace workspace, ScannedLogits logits)
{
    // How many nats below the whole mass the search for a nucleus first looks for tokens, and how much deeper each time it found too few.
    private const double FirstDepth = 7, Step = 4;

    private readonly ScannedLogits _logits = logits;
    private readonly float _temperature = options.Temperature;
    private readonly LogitBlocks _blocks = workspace.Blocks;
    private readonly Candidates _candidates = workspace.Candidates;

    /// <summary>The token for a random number from 0 to 1, exclusive.</summary>
    public int At(double random)
    {
        if (options.TopK > 0 && options.TopK < _logits.Values.Length)
        {
            _candidates.TakeBest(options.TopK, _logits.Values, _blocks);
            _candidates.Weigh(_logits.Largest, _temperature);
            if (options.TopP < 1) _candidates.KeepMass(options.TopP * _candidates.Mass);
        }
        else if (options.TopP < 1)
        {
            TakeNucleus();
        }
        else if (options.MinP > 0)
        {
            _candidates.TakeFrom(LogitOf(options.MinP), _logits.Values, _blocks);
            _candidates.Weigh(_logits.Largest, _temperature);
        }
        else
        {
            return FromAll(random);
        }

        if (options.MinP > 0) _candidates.KeepHeavierThan(options.MinP);
        return _candidates.At(random);
    }

    // Tokens of less than (1 - p) / n of the mass have together less than 1 - p, so the nucleus lies above; mostly far above.
    private void TakeNucleus()
    {
        double total = _blocks.Sum(_logits, _temperature);
        double mass = options.TopP * total;
        double lowest = (1 - (double)options.TopP) / _logits.Values.Length;
        for (double depth = FirstDepth; ; depth += Step)
        {
            double share = Math.Max(Math.Exp(-depth), lowest);
            _candidates.TakeFrom(LogitOf(share * total), _logits.Values, _blocks);
            _candidates.Weigh(_logits.Largest, _temperature);
            if (share > lowest && _candidates.Mass < mass) continue;
            _candidates.KeepMass(mass);
            return;
        }
    }

    // A little less than the logit of that weight, as sums are not exact.
    private float LogitOf(double weight) => (float)(_logits.Largest + (_temperature * (Math.Log(weight) - 1e-3)));

    // Tokens in the order of their numbers: nothing needs to be collected.
    private int FromAll(double random)
    {
        double rest = random * _blocks.Sum(_logits, _temperature);
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
        ReadOnlySpan<float> slice = LogitBlocks.Slice(_logits.Values, block);
        int chosen = -1;
        for (int i = 0; i < slice.Length; i++)
        {
            double weight = Math.Exp(((double)slice[i] - _logits.Largest) / _temperature);
            if (weight == 0) continue;
            chosen = i;
            rest -= weight;
            if (rest < 0) break;
        }
        return (block * LogitBlocks.Length) + chosen;
    }
}
