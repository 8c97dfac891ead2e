// One question, one answer:   dotnet run samples/FileBased/first-answer.cs -- [MODEL.gguf "QUESTION"]
// Outside this repository, with the packages:
//   #:package EdgeReasoning.LlamaCpp@0.1.0
//   #:package EdgeReasoning.Runtime.Cpu@0.1.0
//   #:package EdgeReasoning.Models.Tiny@0.1.0
#:project ../../src/EdgeReasoning.LlamaCpp
#:project ../../src/EdgeReasoning.Models.Tiny

using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;

bool isTiny = args.Length == 0;
string question = args.Length > 1 ? args[1] : Stories.Create(StorySplit.Dev, 2).Question;

// A model as small as the one that comes along is fastest on one thread.
await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(isTiny ? TinyModels.ReasonerMiddle : args[0], new LlamaCppOptions { Threads = isTiny ? 1 : null });
Console.WriteLine($"> {question}");
await foreach (ReasoningUpdate update in engine.StreamAsync(question))
{
    Console.Write(update.Text);
    if (update.Result is { } result)
        Console.WriteLine($"\n= {result.Answer}   after {result.Usage.ThinkingTokens} thinking tokens, {result.Timing.Total.TotalSeconds:0.00} s");
}
