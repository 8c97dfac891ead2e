using NUnit.Framework;

namespace EdgeReasoning.Tool.StudyFiles;

public sealed class StudyFileTests
{
    [Test]
    public void Parse_EverySetting_IsTaken()
    {
        StudyDefinition study = StudyFile.Parse("""
            title: The tiny family
            benchmark: { format: storymath, questions: 50, form: choice }
            models:
              - tiny:reasoner-large
              - { name: L1, path: "tiny:budgeted-middle", budgets: [ask 24, ask 96] }
            budgets: [unlimited, limit 64 + answer 16]
            scaling: [single, majority of 8]
            sampling: { temperature: 0.8, topP: 0.9, topK: 40, minP: 0.05 }
            profileSeconds: 2.5
            constraints:
              - 500ms
              - { latency: 2s, percent: 90, energyJoules: 5, memoryMegabytes: 100, minimumAccuracy: 0.5 }
            seed: 7
            """, "study.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(study.Title, Is.EqualTo("The tiny family"));
            Assert.That((study.Benchmark.Format, study.Benchmark.Questions, study.Benchmark.Form), Is.EqualTo(("storymath", (int?)50, "choice")));
            Assert.That(study.Models.Select(model => (model.Name, model.Path)), Is.EqualTo(new[] { ("reasoner-large", "tiny:reasoner-large"), ("L1", "tiny:budgeted-middle") }));
            Assert.That(study.Models[1].Budgets!.Select(budget => budget.Name), Is.EqualTo(new[] { "ask 24", "ask 96" }));
            Assert.That(study.Budgets.Select(budget => budget.Name), Is.EqualTo(new[] { "unlimited", "limit 64 + answer 16" }));
            Assert.That(study.Scaling.Select(scaling => scaling.Samples), Is.EqualTo(new[] { 1, 8 }));
            Assert.That((study.Sampling.Temperature, study.Sampling.TopP, study.Sampling.TopK, study.Sampling.MinP), Is.EqualTo((0.8f, 0.9f, 40, 0.05f)));
            Assert.That(study.ProfileSeconds, Is.EqualTo(2.5));
            Assert.That(study.Constraints[0].Latency, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
            Assert.That((study.Constraints[1].LatencyPercent, study.Constraints[1].EnergyJoules, study.Constraints[1].MemoryBytes, study.Constraints[1].MinimumAccuracy),
                Is.EqualTo((90.0, (double?)5, (long?)100_000_000, (double?)0.5)));
            Assert.That(study.Seed, Is.EqualTo(7));
        }
    }

    [Test]
    public void Parse_Json_IsYamlToo()
    {
        StudyDefinition study = StudyFile.Parse("""{ "models": ["tiny:direct-small"], "scaling": "majority of 4" }""", "study.json");
        Assert.That((study.Models.Single().Name, study.Scaling.Single().Name), Is.EqualTo(("direct-small", "majority of 4")));
    }

    [Test]
    public void Parse_ManyMistakes_NamesEachWithItsLine()
    {
        var problem = Assert.Throws<StudyFileException>(() => StudyFile.Parse("""
            titel: A slip
            models:
              - tiny:reasoner-lrage
              - { name: x }
            budgets: [limit many]
            scaling: majority
            sampling: { temperature: hot }
            benchmark: { questions: 0, form: closed }
            constraints: [2]
            seed: -1
            """, "study.yaml"));
        string[] lines = problem!.Message.Split('\n');
        Assert.That(lines[0], Is.EqualTo("study.yaml cannot be used:"));
        using (Assert.EnterMultipleScope())
        {
            foreach ((int line, string part) in new[]
            {
                (1, "'titel' is no setting here. There are title,"), (3, "'reasoner-lrage'"), (4, "needs a 'path'"), (5, "'many' is no whole number"), (6, "'majority' is no scaling"),
                (7, "'hot' is no number"), (8, "'0' is no number of questions"), (8, "'closed' is no form"), (9, "'2' is no time"), (10, "'-1' is no seed"),
            })
            {
                Assert.That(lines, Has.Some.StartsWith($"  line {line}: ").And.Some.Contains(part), $"line {line}: {part}");
            }
        }
    }

    [Test]
    public void Parse_ModelsOnServers_AreTaken()
    {
        StudyDefinition study = StudyFile.Parse("""
            models:
              - { name: big, url: [http://gpu1:8000/v1, "https://gpu2/v1"], model: Qwen/Qwen3-8B, server: vllm, keyVariable: VLLM_KEY, device: H100, budgets: [limit 64 + answer 16] }
              - { url: http://localhost:8080/v1, model: tiny }
              - tiny:direct-small
            """, "study.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(study.Models.Select(model => (model.Name, model.Server is not null)), Is.EqualTo(new[] { ("big", true), ("tiny", true), ("direct-small", false) }));
            StudyServer server = study.Models[0].Server!;
            Assert.That(server.Urls.Select(url => url.ToString()), Is.EqualTo(new[] { "http://gpu1:8000/v1", "https://gpu2/v1" }));
            Assert.That((server.Model, server.Dialect, server.KeyVariable, server.Device), Is.EqualTo(("Qwen/Qwen3-8B", Remote.RemoteDialect.Vllm, "VLLM_KEY", "H100")));
            Assert.That(study.Models[0].Budgets!.Single().Name, Is.EqualTo("limit 64 + answer 16"));
            Assert.That(study.Models[1].Server!.Dialect, Is.SameAs(Remote.RemoteDialect.OpenAI));
            Assert.That(() => server.Connect(), Throws.InvalidOperationException.With.Message.Contains("VLLM_KEY").And.Message.Contains("gpu1:8000"));
        }
    }

    [TestCase("models: [{ url: gpu1, model: a }]", "'gpu1' is no address of a server")]
    [TestCase("models: [{ url: 'ftp://gpu1/v1', model: a }]", "is no address of a server")]
    [TestCase("models: [{ url: 'http://gpu1/v1' }]", "needs a 'model'")]
    [TestCase("models: [{ url: 'http://gpu1/v1', model: a, server: tgi }]", "'tgi' is no kind of server; there are openai, edge-reasoning, vllm,")]
    [TestCase("models: [{ url: 'http://gpu1/v1', model: a, path: tiny:direct-small }]", "not both")]
    [TestCase("models: [{ path: tiny:direct-small, keyVariable: KEY }]", "'keyVariable' is of a model on a server")]
    [TestCase("models: ['http://gpu1/v1']", "is a server. Name it in a study file")]
    [TestCase("models: [tiny:direct-small, tiny:direct-small]", "two models are called 'direct-small'")]
    [TestCase("title: nothing", "'models' is missing")]
    [TestCase("models: []", "'models' has nothing in it")]
    [TestCase("- a list", "a study file is one mapping")]
    [TestCase("", "a study file is one mapping")]
    [TestCase("models: [a", "line 2")]
    [TestCase("models: [nowhere.gguf]", "no model file 'nowhere.gguf'")]
    [TestCase("models: [tiny:direct-small]\nbenchmark: { path: nowhere.jsonl }", "line 2: there is no file 'nowhere.jsonl'")]
    [TestCase("models: [tiny:direct-small]\nsampling: { temperature: -1 }", "line 2: ")]
    public void Parse_OneMistake_IsTold(string text, string part) =>
        Assert.That(() => StudyFile.Parse(text, "study.yaml"), Throws.TypeOf<StudyFileException>().With.Message.Contains(part));

    /// <summary>What the fuzzer found, or what it is kept from by a bound.</summary>
    [TestCase("models: [tiny:direct-small]\nconstraints: [99999999999999999m]", "line 2: '99999999999999999m' is too long a time")]
    [TestCase("models: &a [*a]", "'*a' refers to another place")]
    [TestCase("title: &t x\nmodels: [*t]", "'*t' refers to another place")]
    [TestCase("a: [&a x, &b [*a, *a]]", "refers to another place")]
    public void Parse_WhatFuzzingFound_IsTold(string text, string part) =>
        Assert.That(() => StudyFile.Parse(text, "study.yaml"), Throws.TypeOf<StudyFileException>().With.Message.Contains(part));

    [Test]
    public void Parse_NestedWithoutEnd_IsRefusedBeforeTheStackIs([Values("[", "{a: ", "- ", "? ")] string open) =>
        Assert.That(() => StudyFile.Parse(string.Concat(Enumerable.Repeat(open, 50_000)), "study.yaml"), Throws.TypeOf<StudyFileException>().With.Message.Contains("levels deep"));

    [Test]
    public void Parse_FileWithoutEnd_IsRefused() =>
        Assert.That(() => StudyFile.Parse("title: " + new string('x', StudyYaml.MaxCharacters), "study.yaml"), Throws.TypeOf<StudyFileException>().With.Message.Contains("are read"));
}
