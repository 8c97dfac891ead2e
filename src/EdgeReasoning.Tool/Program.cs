using System.CommandLine;
using EdgeReasoning.Tool;
using EdgeReasoning.Tool.Commands;

var root = new RootCommand("Reasoning models on a device of your own, within limits of time, tokens and energy.");
foreach (Command command in new Command[]
{
    InfoCommand.Create(), AskCommand.Create(), ProfileCommand.Create(), EvaluateCommand.Create(), StudyCommand.Create(),
    PlanCommand.Create(), ServeCommand.Create(), ReportCommand.Create(), BenchmarksCommand.Create(), SynthesizeCommand.Create(),
})
{
    root.Subcommands.Add(command);
}

ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    // Commands end by themselves when they are told to; a server first finishes the requests under way.
    ProcessTerminationTimeout = TimeSpan.FromHours(1),
});
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
