using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Reporting;

public sealed class StudyJsonTests
{
    [Test]
    public void FromJson_WhatWasWritten_RendersTheSame()
    {
        Study study = ExampleStudy.Create();
        Study read = Study.FromJson(study.ToJson());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Report.ToHtml(read), Is.EqualTo(Report.ToHtml(study)));
            Assert.That(Report.ToMarkdown(read), Is.EqualTo(Report.ToMarkdown(study)));
            Assert.That(Report.ToCsv(read), Is.EqualTo(Report.ToCsv(study)));
            Assert.That(read.ToJson(), Is.EqualTo(study.ToJson()));
            Assert.That(read.Plans[0].Choice!.Result, Is.SameAs(read.Results.Single(result => result.Configuration.Name == study.Plans[0].Choice!.Result.Configuration.Name)));
        }
    }

    [Test]
    public void FromJson_SamplingOptions_AreKept()
    {
        ConfigurationResult result = SmallStudy.Result("a", 1, 1);
        var sampling = new SamplingOptions { Temperature = 0.25f, TopK = 40, LogitBias = new Dictionary<int, float> { [7] = float.NegativeInfinity } };
        Study study = SmallStudy.Create() with { Results = [result with { Configuration = result.Configuration with { Sampling = sampling } }] };
        SamplingOptions read = Study.FromJson(study.ToJson()).Results[0].Configuration.Sampling;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Temperature, read.TopK, read.TopP), Is.EqualTo((0.25f, 40, 0.95f)));
            Assert.That(read.LogitBias, Is.EqualTo(sampling.LogitBias));
        }
    }

    [Test]
    public void FromJson_PoliciesWhoseNamesSayWhatTheyAre_AreWhole()
    {
        Study study = SmallStudy.Create() with { Results = [SmallStudy.Result("a", 1, 1, samples: 4), SmallStudy.Result("a", 1, 1)] };
        IReadOnlyList<ConfigurationResult> read = Study.FromJson(study.ToJson()).Results;
        Configuration vote = read[0].Configuration;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(vote.Name, Is.EqualTo("a, limit 64, majority of 4"));
            Assert.That(vote.Scaling.Samples, Is.EqualTo(4));
            Assert.That(vote.Scaling.Policy, Is.TypeOf(ScalingPolicies.MajorityVote(4).GetType()));
            Assert.That(vote.Budget.Budget.Policies.Single(), Is.TypeOf(TokenBudget.Create().Limit(64).Policies.Single().GetType()));
            Assert.That(read[1].Configuration.Scaling, Is.SameAs(ScalingChoice.Single), "the default is whole");
        }
    }

    [Test]
    public void FromJson_PoliciesOfOnesOwn_HaveTheirNamesAndRefuseToRun()
    {
        ConfigurationResult result = SmallStudy.Result("a", 1, 1);
        Configuration own = result.Configuration with { Budget = new("my budget", TokenBudget.Create()), Scaling = new("my vote", 4, ScalingPolicies.MajorityVote(4)) };
        Configuration read = Study.FromJson((SmallStudy.Create() with { Results = [result with { Configuration = own }] }).ToJson()).Results[0].Configuration;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Name, read.Scaling.Samples), Is.EqualTo(("a, my budget, my vote", 4)));
            Assert.That(() => read.Scaling.Policy.ScaleAsync(null!, default), Throws.InvalidOperationException.With.Message.Contains("'my vote'"));
            Assert.That(() => read.Budget.Budget.Policies.Single().Start(null!), Throws.InvalidOperationException.With.Message.Contains("'my budget'"));
        }
    }

    [TestCase("null", "null")]
    [TestCase("{}", "not a study")]
    [TestCase("[1", "not a study")]
    [TestCase("""{"schemaVersion":2,"title":"t","benchmark":"b","environment":[],"results":[],"plans":[],"profiles":[]}""", "schema version 2")]
    [TestCase("""{"schemaVersion":1,"title":"t","benchmark":"b","environment":[],"results":[],"plans":[{"constraints":{},"choice":{"result":3,"accuracy":{"value":1},"seconds":{"value":1},"violations":[]},"alternatives":[],"reason":"r"}],"profiles":[]}""", "names the result 3")]
    public void FromJson_SomethingElse_SaysWhatItIs(string json, string message) =>
        Assert.That(() => Study.FromJson(json), Throws.TypeOf<InvalidDataException>().With.Message.Contains(message));
}
