using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Budgets;

/// <summary>What the policies of a budget ask for before a request starts. Limits only ever tighten, so the order of the policies does not matter.</summary>
public sealed class BudgetPlan
{
    private const int DefaultReserve = 64;

    private readonly SortedSet<string> _refusals = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _sentences = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, object?> _variables = new(StringComparer.Ordinal);

    private string? _endTokenNeeded;
    private EffortLevel? _effort;

    /// <summary>Begins an empty plan.</summary>
    /// <param name="model">The model.</param>
    /// <param name="thinking">How it thinks.</param>
    /// <param name="parallelTraces">Traces that the engine can decode at once, at least 1.</param>
    /// <param name="profile">The fitted models of this model on this device; null where there are none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parallelTraces"/> is less than 1.</exception>
    public BudgetPlan(ModelInfo model, ThinkingFormat thinking, int parallelTraces = 1, DeviceProfile? profile = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(thinking);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelTraces, 1);
        Model = model;
        Thinking = thinking;
        ParallelTraces = parallelTraces;
        Profile = profile;
    }

    /// <summary>The model.</summary>
    public ModelInfo Model { get; }

    /// <summary>How it thinks.</summary>
    public ThinkingFormat Thinking { get; }

    /// <summary>Traces that the engine can decode at once.</summary>
    public int ParallelTraces { get; }

    /// <summary>The fitted models of this model on this device; null where there are none.</summary>
    public DeviceProfile? Profile { get; }

    /// <summary>Tokens that the model may choose itself in all thinking blocks of a trace; null for no limit.</summary>
    public int? ThinkingLimit { get; private set; }

    /// <summary>Tokens after the first thinking block; null for no limit.</summary>
    public int? AnswerLimit { get; private set; }

    /// <summary>All tokens of a trace, forced ones included; null for what the context holds.</summary>
    public int? TotalLimit { get; private set; }

    /// <summary>Time for the whole request, from the call on; null for no limit. What cannot be started in time is not started.</summary>
    public TimeSpan? Deadline { get; private set; }

    /// <summary>Tokens of a total limit that are kept for the answer: the most that a policy asked for; null, where none did, keeps 64, but at most half of the total.</summary>
    public int? AnswerReserve { get; private set; }

    /// <summary>What replaces <see cref="ThinkingFormat.ClosingText"/> when the thinking is closed early; null for nothing.</summary>
    public string? ClosingText { get; private set; }

    /// <summary>Whether the prompt is built so that the model answers at once.</summary>
    public bool SkipsThinking { get; private set; }

    /// <summary>The k for which the sampler is to work out confidences; 0 for none.</summary>
    public int ConfidenceTopK { get; private set; }

    /// <summary>Sentences that go to the end of the user's message, in the order in which they are to stand.</summary>
    public IEnumerable<string> Sentences => _sentences.OrderBy(sentence => sentence.Value).Select(sentence => sentence.Key);

    /// <summary>Variables of the chat template that the budget sets.</summary>
    public IReadOnlyDictionary<string, object?> Variables => _variables;

    /// <summary>What this model cannot honour, and why. A request with any is refused.</summary>
    public IReadOnlyCollection<string> Refusals => _refusals;

    /// <summary>What the budget will do, in words.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Sets limits where they are tighter than those there are.</summary>
    /// <param name="thinking">For <see cref="ThinkingLimit"/>, at least 0; null leaves it.</param>
    /// <param name="answer">For <see cref="AnswerLimit"/>, at least 1; null leaves it.</param>
    /// <param name="total">For <see cref="TotalLimit"/>, at least 1; null leaves it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public void Tighten(int? thinking = null, int? answer = null, int? total = null)
    {
        if (thinking < 0) throw new ArgumentOutOfRangeException(nameof(thinking), thinking, "A limit on thinking is at least 0 tokens.");
        if (answer < 1) throw new ArgumentOutOfRangeException(nameof(answer), answer, "A limit on the answer is at least 1 token.");
        if (total < 1) throw new ArgumentOutOfRangeException(nameof(total), total, "A limit on the whole reply is at least 1 token.");
        ThinkingLimit = Min(ThinkingLimit, thinking);
        AnswerLimit = Min(AnswerLimit, answer);
        TotalLimit = Min(TotalLimit, total);
    }

    /// <summary>Sets the deadline where it is earlier than the one there is.</summary>
    /// <param name="deadline">From the call on; above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is not above zero.</exception>
    public void EndBy(TimeSpan deadline)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        if (Deadline is null || deadline < Deadline) Deadline = deadline;
    }

    /// <summary>Keeps tokens for the answer, where that is more than is kept already.</summary>
    /// <param name="tokens">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokens"/> is negative.</exception>
    public void Reserve(int tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        AnswerReserve = Math.Max(AnswerReserve ?? 0, tokens);
    }

    /// <summary>Closes early with another text than the family's. Of several the first in ordinal order is taken.</summary>
    /// <param name="text">The text; may be empty.</param>
    public void CloseWith(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ClosingText is null || string.CompareOrdinal(text, ClosingText) < 0) ClosingText = text;
    }

    /// <summary>Builds the prompt so that the model answers at once.</summary>
    public void SkipThinking() => SkipsThinking = true;

    /// <summary>Adds a sentence to the end of the user's message. The same sentence is added once.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="order">Sentences stand in the order of these numbers, and in ordinal order where they are equal.</param>
    public void Ask(string sentence, int order = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        _sentences[sentence] = _sentences.TryGetValue(sentence, out int before) ? Math.Min(before, order) : order;
    }

    /// <summary>The messages with the sentences at the end of the user's last one.</summary>
    /// <exception cref="ArgumentException">There are sentences, and no message of the user.</exception>
    internal IReadOnlyList<ChatMessage> WithSentences(IReadOnlyList<ChatMessage> messages)
    {
        string sentences = string.Join(' ', Sentences);
        if (sentences.Length == 0) return messages;
        int last = messages.Count - 1;
        while (last >= 0 && messages[last].Role != "user") last--;
        if (last < 0) throw new ArgumentException("The budget adds a sentence to the user's last message, and the conversation has no message of the user.", nameof(messages));
        return [.. messages.Take(last), messages[last] with { Content = $"{messages[last].Content} {sentences}" }, .. messages.Skip(last + 1)];
    }

    /// <summary>Sets a variable of the chat template. Another value than one already set is refused.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void SetVariable(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!_variables.TryAdd(name, value) && !Equals(_variables[name], value))
            Refuse($"Two policies of the budget set the template's variable {name} to different values. Leave one of them out.");
    }

    /// <summary>Tells the template an effort, the lowest that a policy asks for.</summary>
    /// <returns>Whether the template reads it.</returns>
    internal bool LowerEffort(EffortLevel level)
    {
        const string variable = "reasoning_effort";
        if (Model.ChatTemplate?.Contains(variable, StringComparison.Ordinal) != true) return false;
        if (_effort is null && _variables.ContainsKey(variable)) Refuse($"Two policies of the budget set the template's variable {variable}. Leave one of them out.");
        _effort = _effort is { } before && before < level ? before : level;
        // Templates that read it know low, medium and high.
        _variables[variable] = _effort switch { EffortLevel.High => "high", EffortLevel.Medium => "medium", _ => "low" };
        return true;
    }

    /// <summary>Says that a policy needs an end marker of one token.</summary>
    internal void NeedEndToken(string policy) => _endTokenNeeded = policy;

    /// <summary>Has the sampler work out the confidence of each token (<see cref="ThinkingState.Confidence"/>).</summary>
    /// <param name="topK">Over how many of the likeliest tokens, at least 1; the largest asked for is taken.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="topK"/> is less than 1.</exception>
    public void NeedConfidence(int topK)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        ConfidenceTopK = Math.Max(ConfidenceTopK, topK);
    }

    /// <summary>Says that the model or the device cannot honour a policy.</summary>
    /// <param name="reason">A sentence that names what is missing and the remedy.</param>
    public void Refuse(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _refusals.Add(reason);
    }

    /// <summary>Says what a policy will do.</summary>
    /// <param name="note">A sentence.</param>
    public void Note(string note)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        _notes.Add(note);
    }

    internal bool CanSkipThinking => !Thinking.Thinks || Thinking.Variable is not null || Thinking.SystemTextOff is not null || Thinking.NoThinkingPrefill.Length > 0;

    /// <summary>Settles what depends on the model's tokens: refuses what needs an end marker of one token, and skips a thinking for which a
    /// total limit has no room. To be called after <see cref="TokenBudget.Prepare"/> and before the prompt is built.</summary>
    /// <param name="closingTokens">Tokens that closing the thinking takes.</param>
    /// <param name="endToken">The token of the end marker, if it is one.</param>
    internal void Settle(int closingTokens, int? endToken)
    {
        if (_endTokenNeeded is { } what && Thinking.Thinks && endToken is null)
            Refuse($"{what} weighs the token of the end marker, and {Model.Name} writes {Thinking.Markers!.Close} with several. Use a limit instead.");
        if (SkipsThinking || !Thinking.Thinks || !CanSkipThinking || TotalLimit is not { } total || total - closingTokens - ReserveOf(total) > 0) return;
        SkipThinking();
        Note(FormattableString.Invariant($"A total of {total} tokens has no room for thinking: closing it takes {closingTokens}, and {ReserveOf(total)} are kept for the answer. The model answers at once."));
    }

    /// <summary>The limits of a request, with what the prompt has left of the context.</summary>
    /// <param name="promptTokens">Tokens of the prompt.</param>
    /// <param name="parallelTraces">Traces that are decoded at once for the request.</param>
    /// <param name="room">Tokens of the context that the prompt has left, and the caller allows.</param>
    /// <param name="closingTokens">Tokens that closing the thinking takes.</param>
    /// <param name="endToken">The token of the end marker, if it is one.</param>
    internal BudgetContext Resolve(int promptTokens, int parallelTraces, int room, int closingTokens, int? endToken)
    {
        int total = Math.Min(TotalLimit ?? room, room);
        return new BudgetContext
        {
            Model = Model,
            Thinking = Thinking,
            PromptTokens = promptTokens,
            ParallelTraces = parallelTraces,
            ThinkingLimit = ThinkingLimit,
            AnswerLimit = AnswerLimit,
            TotalLimit = total,
            AnswerReserve = ReserveOf(total),
            ClosingTokens = closingTokens,
            EndToken = endToken,
            Profile = Profile,
        };
    }

    private int ReserveOf(int total) => AnswerReserve is { } asked ? Math.Min(asked, total) : Math.Min(DefaultReserve, total / 2);

    private static int? Min(int? a, int? b) => a is null || b < a ? b : a;
}
