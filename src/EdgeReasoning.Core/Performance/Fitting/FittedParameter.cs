namespace EdgeReasoning.Performance;

/// <summary>One coefficient of a fitted model.</summary>
/// <param name="Name">Its name in the model, with the unit.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">Lower end of its interval (Student's t); null where the points say nothing of it.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="IsIdentifiable">False where the points do not determine it: its interval is unbounded, or reaches 0 or beyond, or a bound holds it.</param>
public sealed record FittedParameter(string Name, double Value, double? Low, double? High, bool IsIdentifiable);
