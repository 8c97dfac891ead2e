namespace EdgeReasoning.Evaluation;

/// <summary>Somebody to be met: where, between which times of the day, and for how many minutes.</summary>
internal sealed record MeetingPerson(string Location, TimeSpan From, TimeSpan Until, int Minutes);
