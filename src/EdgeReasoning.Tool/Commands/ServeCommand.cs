using System.CommandLine;
using System.Net;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>serve</c>: an OpenAI-compatible server over one or several models.</summary>
internal static class ServeCommand
{
    private const string KeyVariable = "EDGEREASONING_API_KEY";

    public static Command Create()
    {
        var api = new ReasoningApiOptions();
        var models = new Argument<string[]>("models") { Description = "GGUF files, or tiny:NAME; NAME=FILE serves a file under a name of your own.", Arity = ArgumentArity.OneOrMore };
        var host = new Option<string>("--host") { Description = "The address to listen on; 0.0.0.0 opens it to the network.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "The port; 0 takes one that is free.", DefaultValueFactory = _ => new ReasoningServerOptions().Port };
        var key = new Option<string[]>("--api-key") { Description = $"A key that clients have to send. Better in the variable {KeyVariable}: others can read a command line." };
        var traces = new Option<int>("--parallel") { Description = "Traces decoded at once by each model, from 1 to 256.", DefaultValueFactory = _ => new ReasoningEngineOptions().MaxParallelTraces };
        var running = new Option<int>("--requests") { Description = "Requests answered at once.", DefaultValueFactory = _ => api.MaxRunningRequests };
        var waiting = new Option<int>("--waiting") { Description = "Requests that may wait; more are refused with 429.", DefaultValueFactory = _ => api.MaxWaitingRequests };
        var bytes = new Option<int>("--max-body") { Description = "Bytes that a request may have.", DefaultValueFactory = _ => api.MaxRequestBytes };
        var limit = new Option<string>("--time-limit") { Description = "Time that a request may take: 500ms, 30s, 10m.", DefaultValueFactory = _ => "10m" };
        var drain = new Option<string>("--drain") { Description = "Time that requests under way have after Ctrl-C.", DefaultValueFactory = _ => "20s" };
        var choice = new ModelChoice();
        return Verb.Create("serve", "Answers over HTTP as OpenAI's API does.", [models, host, port, key, traces, running, waiting, bytes, limit, drain, .. choice.Options], async (parsed, screen, cancellationToken) =>
        {
            string[] keys = [.. parsed.GetValue(key) ?? [], .. Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } variable ? [variable] : Array.Empty<string>()];
            var options = new ReasoningServerOptions
            {
                Address = AddressOf(parsed.GetValue(host)!),
                Port = parsed.GetValue(port),
                Api = new ReasoningApiOptions
                {
                    ApiKeys = keys,
                    MaxRunningRequests = parsed.GetValue(running),
                    MaxWaitingRequests = parsed.GetValue(waiting),
                    MaxRequestBytes = parsed.GetValue(bytes),
                    RequestTimeLimit = BudgetText.Time(parsed.GetValue(limit)!),
                    DrainTime = BudgetText.Time(parsed.GetValue(drain)!),
                },
            };
            options.Validate();
            if (!IPAddress.IsLoopback(options.Address) && keys.Length == 0)
                screen.Note($"Anybody who reaches {options.Address} can use these models: no API key is set. Set {KeyVariable}.");
            var served = new List<ServedModel>();
            try
            {
                foreach ((string name, string file) in parsed.GetValue(models)!.Select(NameAndFile))
                    served.Add(new ServedModel(name, await choice.LoadAsync(parsed, file, new ReasoningEngineOptions { MaxParallelTraces = parsed.GetValue(traces) }, cancellationToken)));
                await ServeAsync(screen, served, options, cancellationToken);
            }
            finally
            {
                foreach (ServedModel model in served) await model.Engine.DisposeAsync();
            }

            return ExitCodes.Done;
        });
    }

    private static async Task ServeAsync(Screen screen, List<ServedModel> models, ReasoningServerOptions options, CancellationToken cancellationToken)
    {
        await using ReasoningServer server = await ReasoningServer.StartAsync(models, options, cancellationToken);
        screen.Json(new { url = server.Url, models = models.Select(model => model.Name) });
        screen.Line($"{server.Url.ToString().TrimEnd('/')}/v1 serves {string.Join(", ", models.Select(model => model.Name))}");
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(stopping.SetResult)) await stopping.Task;
        screen.Note("Stopping: requests under way are finished.");
        await server.StopAsync(CancellationToken.None);
    }

    private static (string Name, string File) NameAndFile(string argument) => argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && !File.Exists(argument)
        ? (argument[..sign], argument[(sign + 1)..]) : (ModelChoice.NameOf(argument), argument);

    private static IPAddress AddressOf(string host) => host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out IPAddress? address) ? address
        : throw new ArgumentException($"'{host}' is no address to listen on. Write 127.0.0.1, 0.0.0.0, ::1 or another address of this machine.");
}
