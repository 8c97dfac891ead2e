using EdgeReasoning.Benchmarks.Sampling;

switch (args)
{
    case ["sampler"]:
        SamplerBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: EdgeReasoning.Benchmarks sampler");
        return 1;
}
