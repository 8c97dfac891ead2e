using EdgeReasoning.Benchmarks.Pareto;

switch (args.FirstOrDefault())
{
    case "frontier":
        FrontierBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: frontier");
        return 1;
}
