using EdgeReasoning.LLamaSharp.Native;
using LLama.Native;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests.Native;

public sealed class SharpAbiTests
{
    [Test]
    public void FindDifference_OfTheLoadedLibrary_IsNone()
    {
        SharpRuntime.Load();
        Assert.That(SharpAbi.FindDifference(LLamaContextParams.Default()), Is.Null);
        Assert.That(SharpAbi.FindDifference(LLamaModelParams.Default()), Is.Null);
    }

    [Test]
    public void FindDifference_OfAFieldThatHasMoved_NamesIt()
    {
        LLamaContextParams context = LLamaContextParams.Default();
        context.n_threads = 1;
        Assert.That(SharpAbi.FindDifference(context), Is.EqualTo("llama_context_params.n_threads"));
        LLamaModelParams model = LLamaModelParams.Default();
        model.use_mmap = false;
        Assert.That(SharpAbi.FindDifference(model), Is.EqualTo("llama_model_params.use_mmap"));
    }
}
