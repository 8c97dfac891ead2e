await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync("model.gguf");
ReasoningResult own = await engine.ReasonAsync(question, new ReasoningOptions { Budget = budget });
Assert.That(own.Usage.ThinkingTokens, Is.LessThanOrEqualTo(512));
