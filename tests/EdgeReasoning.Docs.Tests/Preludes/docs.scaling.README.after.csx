Assert.That(samples, Is.Zero);
Assert.That(affordable, Is.Null.Or.Not.Negative);
Assert.That(source.OutputTokens, Is.GreaterThan(0));
ScalingOutcome own = await new FirstAgreement(8).ScaleAsync(new RecordedTraces(stored), cancellationToken);
Assert.That(own.Agreement, Is.InRange(0, 1));
