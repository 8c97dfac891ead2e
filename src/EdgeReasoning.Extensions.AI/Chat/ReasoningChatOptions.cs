using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Planning;
using EdgeReasoning.Scaling;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>What <see cref="ChatOptions"/> do not have of their own, carried typed in <see cref="ChatOptions.AdditionalProperties"/>. Other clients take no notice of it.</summary>
/// <remarks>Every method sets a value on the options that it is given and returns them. What is set survives <see cref="ChatOptions.Clone"/>.</remarks>
public static class ReasoningChatOptions
{
    private const string Prefix = "edgereasoning.";

    /// <summary>Sets the budget of the request, in place of the client's default. Effort, <see cref="ChatOptions.MaxOutputTokens"/> and deadline hold beside it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="budget">The budget.</param>
    public static ChatOptions WithBudget(this ChatOptions options, TokenBudget budget) => Set(options, "budget", budget);

    /// <summary>Sets how many traces are sampled and which answer wins, in place of the client's default.</summary>
    /// <param name="options">The options.</param>
    /// <param name="scaling">The policy.</param>
    public static ChatOptions WithScaling(this ChatOptions options, ScalingPolicy scaling) => Set(options, "scaling", scaling);

    /// <summary>Sets the time by which the whole answer is there. A planned engine also chooses the model by it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">From the call until the end, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is not above 0.</exception>
    public static ChatOptions WithDeadline(this ChatOptions options, TimeSpan time)
    {
        if (time <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(time), time, "A deadline lies in the future: give the time that the request may take, above 0.");
        return Set(options, "deadline", (object)time);
    }

    /// <summary>Sets how the answer proper is found in a reply, by which traces vote, in place of the client's default.</summary>
    /// <param name="options">The options.</param>
    /// <param name="extractor">The extractor.</param>
    public static ChatOptions WithExtractor(this ChatOptions options, AnswerExtractor extractor) => Set(options, "extractor", extractor);

    /// <summary>Sets what the answer may cost. For clients of a <see cref="PlannedEngine"/>; others refuse it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="constraints">The constraints, in place of the client's default.</param>
    public static ChatOptions WithConstraints(this ChatOptions options, Constraints constraints) => Set(options, "constraints", constraints);

    internal static TokenBudget? GetBudget(this ChatOptions options) => Get<TokenBudget>(options, "budget");

    internal static ScalingPolicy? GetScaling(this ChatOptions options) => Get<ScalingPolicy>(options, "scaling");

    internal static TimeSpan? GetDeadline(this ChatOptions options) => (TimeSpan?)Get<object>(options, "deadline", typeof(TimeSpan));

    internal static AnswerExtractor? GetExtractor(this ChatOptions options) => Get<AnswerExtractor>(options, "extractor");

    internal static Constraints? GetConstraints(this ChatOptions options) => Get<Constraints>(options, "constraints");

    private static ChatOptions Set<T>(ChatOptions options, string name, T value) where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(value);
        (options.AdditionalProperties ??= [])[Prefix + name] = value;
        return options;
    }

    private static T? Get<T>(ChatOptions options, string name, Type? type = null) where T : class
    {
        object? value = null;
        if (options.AdditionalProperties?.TryGetValue(Prefix + name, out value) != true || value is null) return null;
        type ??= typeof(T);
        return type.IsInstanceOfType(value) ? (T)value
            : throw new ArgumentException($"'{Prefix}{name}' holds a {value.GetType().Name}; it must hold a {type.Name}. Set it with the methods of {nameof(ReasoningChatOptions)}.", nameof(options));
    }
}
