Assert.That(call.Name, Is.EqualTo("add"));
Assert.That(call.Arguments!.Keys, Is.EquivalentTo(new[] { "a", "b" }));
Assert.That(answered.FinishReason, Is.Not.Null);
Assert.That(result.Traces, Has.All.Matches<Trace>(trace => trace.ToolCalls.Count > 0 || trace.StopReason != StopReason.Natural));
await engine.DisposeAsync();
