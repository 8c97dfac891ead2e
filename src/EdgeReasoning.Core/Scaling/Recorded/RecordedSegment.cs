namespace EdgeReasoning.Scaling;

/// <summary>Steps of decoding between which no trace started or finished.</summary>
/// <param name="Sequences">Traces that were decoded together.</param>
/// <param name="Steps">Steps, from 1.</param>
/// <param name="OwnTokens">Tokens that each of them had before, in the mean.</param>
internal readonly record struct RecordedSegment(int Sequences, long Steps, double OwnTokens);
