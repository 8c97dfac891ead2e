using EdgeReasoning.Tool.StudyFiles;

namespace EdgeReasoning.Fuzz.Targets;

/// <summary>Study files.</summary>
internal sealed class StudyTarget() : TextTarget("study", Dictionary, ("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("\"", "\""), ("'", "'"), ("&a [*a, ", "]"), ("!!map {", "}"))
{
    private const string Dictionary = """
        title: benchmark: models: budgets: scaling: sampling: profileSeconds: constraints: seed: format: path: questions: form: questionColumn: answerColumn: name: url: model: server: keyVariable: device: http://h/v1 vllm temperature: topP: topK: minP: latency: percent: energyJoules: memoryMegabytes: minimumAccuracy:
        tiny:reasoner-small tiny:nobody storymath open choice unlimited no-thinking direct limit total ask think extend wait deadline energy effort stop-when-stable stop-when-looping close-softly + single majority confidence shortest 8 128 500ms 2s 1.5m 1e400s 1e12m 9999999999999m 99999999999999999999J high
        - : ? , [ ] { } | > & * ! % @ ` " ' # --- ... &a *a &b *b !!str !!int !!binary !<x> %YAML %TAG <<: ~ null true .inf .nan 0x1F 0o7 1_000 2026-11-22 \ud800 é
        """;

    // A scalar at a depth is copied a few times; the list of known names comes with each mistake.
    public override long MostAllocated(byte[] input) => (4L << 20) + (4096L * input.Length);

    protected override string Run(string text)
    {
        try
        {
            StudyDefinition study = StudyFile.Parse(text, "study.yaml");
            return $"{Math.Min(study.Models.Count, 3)} {Math.Min(study.Budgets.Count, 3)} {Math.Min(study.Scaling.Count, 3)} {study.Constraints.Count > 0}";
        }
        catch (StudyFileException refusal)
        {
            string[] lines = refusal.Message.Split('\n');
            return lines.Length > 1 ? lines[1] : refusal.Message;
        }
    }
}
