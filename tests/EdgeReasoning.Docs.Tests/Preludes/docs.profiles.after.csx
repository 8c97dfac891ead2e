Assert.That((interval.Value, energy.TotalJoules > 0), Is.EqualTo((seconds, true)));
Assert.That(more, Is.LessThan(tokens));
