namespace EdgeReasoning.Studies;

/// <summary>How far a study is.</summary>
/// <param name="Step">What is done now, for people: <c>profile reasoner-large</c>, say.</param>
/// <param name="Fraction">How much of that step is done, from 0 to 1.</param>
/// <param name="Left">Time that the step still takes; null where unknown.</param>
public readonly record struct StudyProgress(string Step, double Fraction, TimeSpan? Left);
