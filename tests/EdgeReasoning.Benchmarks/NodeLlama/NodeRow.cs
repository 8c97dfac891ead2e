namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>One model, way of asking and number of sequences.</summary>
/// <param name="Model">The model.</param>
/// <param name="Way">Tokens alone, or a question with a budget.</param>
/// <param name="Sequences">Sequences decoded together.</param>
/// <param name="Tokens">Tokens of a reply here and there.</param>
/// <param name="Node">node-llama-cpp's tokens a second, the prompt included.</param>
/// <param name="Engine">This engine's.</param>
/// <param name="Ratio">This engine's over node-llama-cpp's: the median of the rounds.</param>
/// <param name="ProcessorRatio">The same of tokens for each second of processor time, which other work on the machine disturbs less.</param>
/// <param name="NodeFirst">Seconds to node-llama-cpp's first token.</param>
/// <param name="EngineFirst">Seconds to this engine's.</param>
/// <param name="SameReplies">Replies of both that are the same, character by character.</param>
internal sealed record NodeRow(
    string Model, string Way, int Sequences, string Tokens, double Node, double Engine, double Ratio, double ProcessorRatio, double NodeFirst, double EngineFirst, int SameReplies);
