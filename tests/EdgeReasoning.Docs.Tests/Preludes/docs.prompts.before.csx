ReasoningEngine engine = await LlamaCppEngine.LoadAsync("model.gguf");
