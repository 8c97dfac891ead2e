using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny.Training;
using EdgeReasoning.Models.Tiny.Training.Traces;

switch (args)
{
    case ["data", string folder, .. string[] rest]:
        Directory.CreateDirectory(folder);
        int count = rest is [string number] ? int.Parse(number, CultureInfo.InvariantCulture) : 200_000;
        var vocabulary = new Vocabulary();
        var writer = new ExampleWriter(vocabulary);
        File.WriteAllText(Path.Combine(folder, "vocabulary.json"), JsonSerializer.Serialize(vocabulary.Tokens.Select(token => new { text = token.Text, kind = (int)token.Kind })));
        (string Name, Func<StoryProblem, Random, Example> Write)[] sets = [("careful", writer.Careful), ("reasoner", writer.Reasoner), ("budgeted", writer.Budgeted), ("direct", writer.Direct)];
        Parallel.ForEach(sets, set =>
        {
            (string name, Func<StoryProblem, Random, Example> write) = set;
            DataSet.Write(folder, name + "-dev", StorySplit.Dev, 1000, write);
            DataSet.Write(folder, name, StorySplit.Train, count, write);
        });

        return 0;
    case ["test", string folder]:
        TestSplit.Write(folder, new Vocabulary());
        return 0;
    case ["gguf", string run, string target]:
        GgufExport.Write(run, target);
        return 0;
    case ["quantize", string source, string target, string type]:
        LlamaCppQuantizer.Quantize(source, target, Enum.Parse<LlamaQuantization>(type));
        return 0;
    default:
        Console.Error.WriteLine("""
            data FOLDER [COUNT]   writes the examples to train on, and the vocabulary
            test FOLDER           writes the questions that results are reported on
            gguf RUN FILE         makes a model of the weights that export.py wrote into a run's folder
            quantize FROM TO TYPE has llama.cpp make a smaller copy: F16, Q8_0, Q4_0
            """);
        return 2;
}
