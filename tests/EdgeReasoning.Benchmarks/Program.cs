using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Engine;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Benchmarks.Growing;
using EdgeReasoning.Benchmarks.Lookup;
using EdgeReasoning.Benchmarks.NodeLlama;
using EdgeReasoning.Benchmarks.Pareto;
using EdgeReasoning.Benchmarks.Planning;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Benchmarks.Sampling;
using EdgeReasoning.Benchmarks.Scaling;
using EdgeReasoning.Benchmarks.Storing;

switch (args.FirstOrDefault())
{
    case "engine":
        await EngineThroughput.Run(args[1..]);
        return 0;
    case "attention":
        await AttentionBenchmark.Run(args[1..]);
        return 0;
    case "scheduler":
        await SchedulerBenchmark.Run(args[1..]);
        return 0;
    case "layouts":
        await LayoutBenchmark.Run(args[1..]);
        return 0;
    case "node":
        await NodeBenchmark.Run(args[1..]);
        return 0;
    case "growth":
        await GrowthBenchmark.Run(args[1..]);
        return 0;
    case "store":
        await StoreBenchmark.Run(args[1..]);
        return 0;
    case "lookup":
        await LookupBenchmark.Run(args[1..]);
        return 0;
    case "sampler":
        SamplerBenchmark.Run();
        return 0;
    case "frontier":
        FrontierBenchmark.Run();
        return 0;
    case "scaling" when args.ElementAtOrDefault(1) == "replay":
        await ScalingReplay.Run(args[2..]);
        return 0;
    case "scaling":
        await ScalingBenchmark.Run(args[1..]);
        return 0;
    case "family":
        await FamilyBenchmark.Run(args[1..]);
        return 0;
    case "budgets":
        await BudgetBenchmark.Run(args[1..]);
        return 0;
    case "plan":
        await PlanBenchmark.Run(args[1..]);
        return 0;
    case "profile":
        await ProfileBenchmark.Run(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("""
            Benchmarks print ratios and medians; run them on a quiet machine.
              dotnet run --project tests/EdgeReasoning.Benchmarks -c Release -- VERB
                engine [model.gguf | 0.5B] [threads]
                                             throughput against a bare loop of the same decode calls, bytes allocated per token
                attention [threads [model.gguf ...]]
                                             decode throughput with fused attention and without
                scheduler [folder]           what a step takes beside the decode call, 1 to 64 sequences; bytes and wake-ups per token
                layouts [tiny | 0.5B | all [folder]]
                                             separate streams against one pool of KV memory, and which the engine chooses
                node [tiny | 0.5B | all [threads of the 0.5B [folder]]]
                                             against node-llama-cpp on the same native libraries, from 1 to 16 sequences; needs Node.js and npm
                lookup [rows | engine | all [folder]]
                                             decoding with drafts by prompt lookup against decoding without, and what a step of more rows takes
                growth [folder]              how times grow with sequences, context, requests, vocabulary, questions and points
                store [folder]               traces stored and read a second, against the bytes alone; resuming a store of 100,000
                sampler                      microseconds per sampled token at a vocabulary of 152k, against llama.cpp's chain
                scaling [model.gguf | prototype [questions [temperature]]]
                                             accuracy, tokens and time of the scaling policies, and what stopping saves; saved as JSON
                scaling replay [model.gguf [questions]]
                                             the same policies on stored traces of StoryMath: sampled once, judged many ways
                frontier                     a million points, insertion, hypervolume, and how each grows
                family [quick | questions [folder [model ...]]]
                                             what the tiny models can do: the tables of their card, in a folder their data and picture; some models only are printed
                budgets [deadlines|policies|probes|all] [questions] [folder] [model.gguf]
                                             deadlines kept, accuracy over thinking for every budget, what probing takes and saves
                plan [questions [evidence [folder]]]
                                             what plans promise for deadlines from 0.1 to 3 s, and what comes of it, against the best fixed configurations
                profile [folder [minutes]]   profiles of a tiny and a synthetic 0.5B model against requests they did not see; in a folder the points and a picture
            """);
        return 2;
}
