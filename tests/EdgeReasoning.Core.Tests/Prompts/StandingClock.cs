namespace EdgeReasoning.Core.Tests.Prompts;

/// <summary>The clock of golden/generate.mjs and golden/compare.py: the fifth of March 2026, 9:07:03.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 5, 9, 7, 3, TimeSpan.Zero);
}
