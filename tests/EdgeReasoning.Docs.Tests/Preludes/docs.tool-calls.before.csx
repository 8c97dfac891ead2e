using System.Text.Json;
using Microsoft.Extensions.AI;
using EdgeReasoning;
using EdgeReasoning.Extensions.AI;
using EdgeReasoning.Testing;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Prompts = EdgeReasoning.Prompts;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

// The tiny models have a template without tools.
ReasoningEngine engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { SequenceTokens = 1200, ChatTemplate = ToolTemplates.Hermes });
