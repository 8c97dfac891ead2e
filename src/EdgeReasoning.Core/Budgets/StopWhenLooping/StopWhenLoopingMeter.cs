using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

internal sealed class StopWhenLoopingMeter(StopWhenLoopingOptions options) : BudgetMeter
{
    // The entropy changes slowly, so that it is worked out four times a window.
    private readonly int _entropyEvery = options.EntropyWindow / 4;
    private readonly int[] _window = new int[options.EntropyWindow];
    private readonly TokenRuns? _runs = options.Ngrams is { } repeats ? new(repeats) : null;
    private readonly LineHistory? _lines = options.Lines is { } repeats ? new(repeats) : null;
    private int _tokens, _bytes, _thought;
    private bool _loops;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        for (; _tokens < state.Tokens.Length; _tokens++)
        {
            _thought = state.IsThinking ? _thought + 1 : 0;
            if (_runs is not null) _loops |= _runs.Add(state.Tokens, _tokens) && state.IsThinking;
            if (options.MinEntropyBits is { } least && _thought >= options.EntropyWindow && _thought % _entropyEvery == 0)
                _loops |= Entropy(state.Tokens[..(_tokens + 1)]) < least;
        }
        if (_lines is not null) _loops |= _lines.Add(state.ThinkingText[_bytes..]);
        _bytes = state.ThinkingText.Length;
        if (!state.IsThinking) _loops = false;
        return _loops ? BudgetDecision.CloseFor(StopReason.Loop) : BudgetDecision.Continue;
    }

    /// <summary>Entropy in bits of the last tokens, each counted as often as it stands there.</summary>
    private double Entropy(ReadOnlySpan<int> tokens)
    {
        tokens[^_window.Length..].CopyTo(_window);
        Array.Sort(_window);
        double bits = 0;
        for (int start = 0, end; start < _window.Length; start = end)
        {
            for (end = start + 1; end < _window.Length && _window[end] == _window[start]; end++) { }
            double share = (double)(end - start) / _window.Length;
            bits -= share * Math.Log2(share);
        }
        return bits;
    }
}
