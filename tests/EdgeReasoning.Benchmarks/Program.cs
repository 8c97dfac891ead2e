using EdgeReasoning.Benchmarks.Engine;

switch (args.FirstOrDefault())
{
    case "engine":
        await EngineThroughput.Run(args[1..]);
        break;
    default:
        Console.Error.WriteLine("""
            Benchmarks print ratios and medians; run them on a quiet machine.
              dotnet run --project tests/EdgeReasoning.Benchmarks -c Release -- VERB
                engine [model.gguf | 0.5B]   throughput against a bare loop of the same decode calls, bytes allocated per token
            """);
        return 2;
}
return 0;
