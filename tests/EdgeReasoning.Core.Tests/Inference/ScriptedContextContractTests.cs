using EdgeReasoning.Inference;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

[TestFixture(true)]
[TestFixture(false)]
public sealed class ScriptedContextContractTests(bool rewinds) : InferenceContractTests
{
    protected override string SampleText => "<user>Zoë has 18 coins.<assistant><think>";

    protected override IInferenceModel CreateModel()
    {
        ScriptedModel model = ScriptedModel.Noise();
        if (!rewinds) model.Capabilities = ContextCapabilities.None;
        return model;
    }
}
