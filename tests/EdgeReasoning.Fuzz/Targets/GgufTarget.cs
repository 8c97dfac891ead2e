using EdgeReasoning.Fuzz.Mutation;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>The header of a model file, read and checked as before llama.cpp sees it; llama.cpp itself is not given any.</summary>
internal sealed class GgufTarget() : FuzzTarget("gguf")
{
    private readonly GgufMutator _mutator = new(Corpus.Files("gguf"));

    // A text takes its bytes twice and an entry in a table; the longest message quotes a value whole.
    public override long MostAllocated(byte[] input) => (512L << 10) + (64L * input.Length);

    public override IReadOnlyList<byte[]> Saved => Corpus.Files(Name);

    public override byte[] Make(Random random) => _mutator.Next(random);

    public override string Run(byte[] input)
    {
        try
        {
            GgufFile file = GgufFile.Read(new MemoryStream(input), "model.gguf");
            foreach (string key in file.Metadata.Keys)
            {
                _ = (file.Metadata.Integer(key), file.Metadata.Number(key), file.Metadata.Boolean(key), file.Metadata.Text(key), file.Metadata.Texts(key));
            }

            GgufModel model = GgufModel.Of([file]);
            if (model.Info.VocabularySize < 1 || model.Info.ParameterCount < 0 || model.Info.KvBytesPerToken < 0) throw new InvalidOperationException($"{model.Info}");
            return $"accepted {model.Info.Architecture}";
        }
        catch (ModelLoadException refusal)
        {
            return refusal.Message;
        }
    }
}
