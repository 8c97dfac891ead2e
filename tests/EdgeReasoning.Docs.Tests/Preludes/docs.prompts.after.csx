Assert.That(quick.Usage.ThinkingTokens, Is.Zero);
await engine.DisposeAsync();
await using (var own = await LlamaCppEngine.LoadAsync("model.gguf", engineOptions: options)) Assert.That(own.Thinking.Markers.Open, Is.EqualTo("<reason>"));
