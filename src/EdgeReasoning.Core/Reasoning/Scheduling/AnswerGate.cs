using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Holds the answer of one trace to a grammar, and leaves alone what comes before it.</summary>
/// <remarks>
/// <code>
///   Before --white space, what a family writes between marker and answer, the marker that opens the first thinking--> Before
///   Before --a token that the grammar allows--> Answer --tokens that the grammar allows--> Answer --end of the reply-->
/// </code>
/// A marker that is begun is finished before anything else may come, since its begin would else be a part of the answer. Once the answer
/// has begun, markers are text like any other: the grammar says whether they may stand there.
/// </remarks>
internal sealed class AnswerGate : ITokenGrammar
{
    // Tokens before the answer, one for all of a marker: none of the families writes more than three.
    private const int MostBlanks = 8;

    private readonly ITokenGrammar _grammar;
    private readonly PhaseSplitter _phases;
    private readonly IInferenceModel _model;
    private readonly bool _mayThink;
    private int _blanks;

    /// <param name="grammar">At its start; the gate disposes it.</param>
    /// <param name="phases">The trace's.</param>
    /// <param name="model">The model.</param>
    /// <param name="mayThink">Whether the model may open a thinking that the prompt has not opened.</param>
    public AnswerGate(ITokenGrammar grammar, PhaseSplitter phases, IInferenceModel model, bool mayThink)
    {
        _grammar = grammar;
        _phases = phases;
        _model = model;
        _mayThink = mayThink;
    }

    /// <summary>Whether the answer has begun.</summary>
    public bool HasBegun { get; private set; }

    public bool Allows(int token) => HasBegun ? _grammar.Allows(token) : IsLead(token) || (!_phases.IsInMarker && _grammar.Allows(token));

    public void Mask(Span<float> logits)
    {
        if (HasBegun || !_phases.IsInMarker)
        {
            _grammar.Mask(logits);
            return;
        }

        for (int token = 0; token < logits.Length; token++)
        {
            if (!IsLead(token)) logits[token] = float.NegativeInfinity;
        }
    }

    public void Accept(int token)
    {
        if (!HasBegun && IsLead(token) && (IsOpening(token) || _phases.IsInMarker || !_grammar.Allows(token)))
        {
            if (!_phases.IsInMarker) _blanks++;
            return;
        }

        if (!HasBegun) _phases.Seal();
        HasBegun = true;
        _grammar.Accept(token);
    }

    public ITokenGrammar Fork() => throw new NotSupportedException("A gate belongs to one trace.");

    public void Dispose() => _grammar.Dispose();

    private bool MayOpen => _mayThink && _phases.Blocks == 0;

    private bool IsLead(int token) => !_model.IsEndOfGeneration(token) && (_blanks < MostBlanks || _phases.IsInMarker) && _phases.LeadsOn(_model.GetTokenBytes(token), MayOpen);

    private bool IsOpening(int token) => MayOpen && _phases.Opens(_model.GetTokenBytes(token));
}
