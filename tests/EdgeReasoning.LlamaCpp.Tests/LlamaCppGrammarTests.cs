using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Native;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The contract of grammars on real llama.cpp, and what is native about them.</summary>
[NonParallelizable]
public sealed class LlamaCppGrammarTests : GrammarContractTests
{
    private static readonly SyntheticShape s_shape = new()
    {
        Name = "small",
        Architecture = SyntheticArchitecture.Qwen2,
        Layers = 1,
        Width = 32,
        Heads = 1,
        KvHeads = 1,
        HeadDimension = 32,
        FeedForward = 32,
        VocabularySize = 512,
        TiedEmbeddings = true,
        ContextLength = 256,
    };

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    // Its vocabulary has all bytes, which the tiny models' has not.
    protected override IInferenceModel CreateModel() => Load();

    [Test]
    public void CreateGrammar_DisposedAndForked_LeavesNothingBehind()
    {
        using LlamaCppModel model = Load();
        int before = GrammarHandle.Live;
        ITokenGrammar grammar = model.CreateGrammar(GbnfGrammar.Parse("root ::= \"a\"*"));
        ITokenGrammar fork = grammar.Fork();
        Assert.That(GrammarHandle.Live, Is.EqualTo(before + 2));
        grammar.Dispose();
        fork.Dispose();
        fork.Dispose();
        Assert.That(GrammarHandle.Live, Is.EqualTo(before));
    }

    [Test]
    public void Dispose_OfTheModelFirst_LeavesTheGrammarUsable()
    {
        LlamaCppModel model = Load();
        ITokenGrammar grammar = model.CreateGrammar(GbnfGrammar.Parse("root ::= [a-z]+"));
        int token = model.Tokenize("a", addSpecial: false, parseSpecial: false)[^1];
        model.Dispose();
        Assert.That(grammar.Allows(token), Is.True);
        grammar.Dispose();
        Assert.That(() => model.CreateGrammar(GbnfGrammar.Parse("root ::= \"a\"")), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Allows_ControlTokens_NeverAsText()
    {
        using LlamaCppModel model = Load();
        using ITokenGrammar grammar = model.CreateGrammar(GbnfGrammar.Parse("root ::= .*"));
        int[] special = [.. model.Tokenize("<|im_start|><|im_start|>", addSpecial: false, parseSpecial: true)];
        Assert.That(special, Has.Length.EqualTo(2));
        Assert.That(special.Where(grammar.Allows), Is.Empty);
    }

    [Test]
    public void CreateGrammar_WhatLlamaCppRefuses_IsAnArgumentException()
    {
        // Our own check lets 1999 copies of a group of several groups pass; llama.cpp counts the groups within.
        GbnfGrammar grammar = GbnfGrammar.Parse("root ::= ((\"a\" | \"b\") (\"c\" | \"d\") (\"e\" | \"f\")){1900}");
        using LlamaCppModel model = Load();
        Assert.That(() => model.CreateGrammar(grammar), Throws.ArgumentException.With.Message.Contains("llama.cpp refuses"));
    }

    private LlamaCppModel Load()
    {
        string path = Path.Combine(_folder.Path, "synthetic.gguf");
        if (!File.Exists(path)) SyntheticModel.WriteAsync(s_shape, path, LlamaQuantization.F16, new LlamaCppOptions { Threads = 1 }).GetAwaiter().GetResult();
        return LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 }).GetAwaiter().GetResult();
    }
}
