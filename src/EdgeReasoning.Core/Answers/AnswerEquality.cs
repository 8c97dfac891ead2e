namespace EdgeReasoning.Answers;

/// <summary>Tells whether two answers are the same. Immutable; may be used from many threads at once.</summary>
public abstract class AnswerEquality : IEqualityComparer<string>
{
    /// <summary>Equal when the texts are, apart from white space around them.</summary>
    public static AnswerEquality Exact { get; } = new ExactEquality();

    /// <summary>Equal when the words are: upper and lower case, runs of white space, <c>\text{…}</c> and punctuation around them do not count.</summary>
    public static AnswerEquality Text { get; } = new TextEquality();

    /// <summary>
    /// Equal when the values are: fractions, decimals, powers, roots, trigonometric and other functions, intervals, sets, tuples, matrices,
    /// equations and simple inequalities, in LaTeX or plain notation. Rational values are compared exactly; others by their value to nine digits,
    /// with variables by the values at three fixed points. Percent, degree and currency signs and units after a value do not count.
    /// What is not mathematics is compared as <see cref="Text"/>. Nothing is executed, and time and memory are bounded for any input.
    /// </summary>
    /// <remarks>A decimal that only comes near a fraction or a root is another answer: 0.333 is not 1/3. To accept it, judge with <see cref="Within"/>.</remarks>
    public static AnswerEquality Mathematical { get; } = new MathematicalEquality();

    /// <summary>Equal as <see cref="Mathematical"/>, or when the values differ by no more than a relative tolerance.</summary>
    /// <remarks>Not transitive, so there is no key and votes are compared in pairs: made for judging an answer against a reference.</remarks>
    /// <param name="relativeTolerance">The largest difference as a share of the larger value, above 0 and below 1; 0.001 takes 0.333 for 1/3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not above 0 and below 1.</exception>
    public static AnswerEquality Within(double relativeTolerance) => new ToleranceEquality(relativeTolerance);

    /// <summary>
    /// The canonical form of an answer: two answers are equal exactly when their keys are. Null where only <see cref="Equals(string, string)"/> can tell,
    /// which makes grouping slower.
    /// </summary>
    /// <param name="answer">The answer.</param>
    public abstract string? KeyOf(string answer);

    /// <summary>Whether two answers are the same. Null equals only null.</summary>
    /// <param name="x">One answer.</param>
    /// <param name="y">The other answer.</param>
    public virtual bool Equals(string? x, string? y) =>
        x is null || y is null ? x is null && y is null : KeyOf(x) is { } key && key == KeyOf(y);

    /// <summary>A hash code that equal answers share.</summary>
    /// <param name="obj">The answer.</param>
    public int GetHashCode(string obj) => KeyOf(obj)?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
