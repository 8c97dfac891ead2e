using EdgeReasoning.Inference;
using EdgeReasoning.Testing;

namespace EdgeReasoning.Core.Tests.Inference;

public sealed class ScriptedGrammarContractTests : GrammarContractTests
{
    protected override IInferenceModel CreateModel() => ScriptedModel.Noise();
}
