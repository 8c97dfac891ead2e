using EdgeReasoning.Traces;

namespace EdgeReasoning.Budgets;

internal sealed class StopWhenStableMeter(StopWhenStableOptions options) : BudgetMeter
{
    private readonly BudgetDecision _probe = BudgetDecision.ProbeWith(options.Probe);
    private readonly string[] _answers = new string[options.Window];
    private int _next = options.ProbeEvery, _certain, _count;
    private bool _isStable;

    public override BudgetDecision Observe(in ThinkingState state)
    {
        if (!state.IsThinking) return BudgetDecision.Continue;
        if (_isStable) return BudgetDecision.CloseFor(StopReason.Stable);
        return state.ThinkingTokens >= _next ? _probe : BudgetDecision.Continue;
    }

    public override void ObserveProbe(in ProbeResult result)
    {
        _next = result.ThinkingTokens + options.ProbeEvery;
        string answer = AnswerOf(result.Text);
        _isStable = options.Rule == StableRule.Deer
            ? answer.Length > 0 && Stability.Confidence(result.LogProbabilities, options.Average) > options.Confidence
            : Agrees(answer, options.Rule == StableRule.Dynasor && Stability.Hesitates(result.Text));
    }

    private bool Agrees(string answer, bool hesitates)
    {
        _answers[_count++ % _answers.Length] = answer;
        _certain = hesitates ? 0 : _certain + 1;
        return _count >= _answers.Length && _certain >= _answers.Length && Stability.Agree(_answers);
    }

    /// <summary>The answer proper. A lead-in may have opened a box, or named it: then the answer stands up to the brace that closes it.</summary>
    private string AnswerOf(string text)
    {
        string trimmed = text.Trim();
        bool isNamed = options.Probe.LeadIn.EndsWith(@"\boxed", StringComparison.Ordinal), isOpen = options.Probe.LeadIn.EndsWith('{');
        if (isNamed) trimmed = @"\boxed" + trimmed;
        else if (isOpen) trimmed = @"\boxed{" + trimmed + (trimmed.EndsWith('}') ? "" : "}");
        return options.Extractor.Extract(trimmed)?.Normalized ?? "";
    }
}
