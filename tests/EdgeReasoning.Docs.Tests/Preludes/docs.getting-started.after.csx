Assert.That(shown.ToString(), Is.Not.Empty);
Assert.That(done.Traces, Has.Count.EqualTo(1));
Assert.That(result.Traces.Count, Is.InRange(4, 8));
