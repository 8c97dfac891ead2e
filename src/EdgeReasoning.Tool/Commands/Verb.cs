using System.CommandLine;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Prompts;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary>What all commands have in common: <c>--json</c>, cancelling, and errors that are a message and not a stack trace.</summary>
internal static class Verb
{
    private static readonly Option<bool> s_json = new("--json") { Description = "Writes the result as one JSON document." };

    /// <summary>Makes a command.</summary>
    public static Command Create(string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, Screen, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description) { s_json };
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(new Screen(parsed.GetValue(s_json)), screen => run(parsed, screen, cancellationToken), cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(Screen screen, Func<Screen, Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run(screen);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Note("Cancelled. What was measured is kept; the same command goes on.");
            return ExitCodes.Cancelled;
        }
        catch (Exception problem) when (problem is ModelLoadException or NativeLibraryException or InsufficientMemoryException or TemplateException or DecodeException
            or ArgumentException or FormatException or IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException)
        {
            screen.Note($"edge-reasoning: {MessageOf(problem)}");
            return ExitCodes.Failed;
        }
    }

    // The name of a parameter says nothing to who writes a command line.
    private static string MessageOf(Exception problem) => problem is ArgumentException { ParamName: { } name }
        ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : problem.Message;
}
