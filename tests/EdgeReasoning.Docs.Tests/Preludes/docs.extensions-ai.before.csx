using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using EdgeReasoning.Extensions.AI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

string path = TinyModels.ReasonerSmall;
var shown = new System.Text.StringBuilder();
void ShowThinking(string text) => shown.Append(text);
void ShowAnswer(string text) => shown.Append(text);

List<ChatMessage> history = [new(ChatRole.User, question)];
ChatOptions options = new();

ConfigurationResult measured = new()
{
    Configuration = new Configuration { Model = "tiny", Budget = new BudgetChoice("limit 64", TokenBudget.Create().Limit(64)), Scaling = ScalingChoice.Single },
    Outcomes = [.. Enumerable.Range(0, 100).Select(i => new QuestionOutcome($"q{i}", i < 90, 100, 50, 60, 60, 1, .1, null))],
    Timing = Provenance.Measured,
    Device = "Board",
};
PlannedEngine planned = Planner.From([measured]).AsEngine([new PlannedModel("tiny", 1_000_000, async token => await LlamaCppEngine.LoadAsync(path, cancellationToken: token))]);

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string> { ["Model:ModelPath"] = path, ["Model:MaxParallelTraces"] = "2" });
Func<IServiceProvider, EdgeReasoningOptions, CancellationToken, Task<IReasoningEngine>> loadSmall = async (_, _, token) => await LlamaCppEngine.LoadAsync(path, cancellationToken: token);
var loadLarge = loadSmall;
