// An answer by a deadline, from several samples that vote:   dotnet run samples/FileBased/deadline.cs -- [SECONDS] [SAMPLES]
#:project ../../src/EdgeReasoning.LlamaCpp
#:project ../../src/EdgeReasoning.Models.Tiny

using System.Globalization;
using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;

double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 2;
int samples = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8;
StoryProblem story = Stories.Create(StorySplit.Dev, 2);

await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerMiddle, new LlamaCppOptions { Threads = 1 });
ReasoningResult result = await engine.ReasonAsync(story.Question, new ReasoningOptions
{
    Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(seconds)),
    Scaling = ScalingPolicies.MajorityVote(samples),
});
Console.WriteLine($"> {story.Question}");
foreach (var trace in result.Traces) Console.WriteLine($"  {trace}");
Console.WriteLine($"= {result.Vote}, in {result.Timing.Total.TotalSeconds:0.00} of {seconds} s; right is {story.Answer}");
