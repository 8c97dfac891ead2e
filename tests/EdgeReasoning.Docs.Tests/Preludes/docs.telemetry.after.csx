await engine.ReasonAsync(question);
await engine.DisposeAsync();
listener.Dispose();
Assert.That(spans, Has.Count.EqualTo(1));
