using System.Text;
using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Testing;

/// <summary>What a backend with grammars must do. Derive a fixture for a backend, and its model, and run it unchanged.</summary>
public abstract class GrammarContractTests
{
    private const string Couplets = "root ::= pair (\",\" pair)* \".\"\npair ::= [a-c] [0-9]{1,2}";

    private IInferenceModel? _loaded;

    private IInferenceModel Model => _loaded!;

    /// <summary>Loads or makes the model, whose vocabulary spells ASCII and é.</summary>
    protected abstract IInferenceModel CreateModel();

    [OneTimeSetUp]
    public void LoadModel() => _loaded = CreateModel();

    [OneTimeTearDown]
    public void UnloadModel() => _loaded?.Dispose();

    [TestCase("a1.", true)]
    [TestCase("a1,b22,c3.", true)]
    [TestCase("a1", false)]
    [TestCase("a1.,", false)]
    [TestCase("d1.", false)]
    [TestCase("a123.", false)]
    [TestCase("", false)]
    public void Accept_TextOfTheGrammar_EndsWhereItIsComplete(string text, bool isOne)
    {
        using ITokenGrammar grammar = Make(Couplets);
        Assert.That(Takes(grammar, text) && grammar.Allows(End), Is.EqualTo(isOne));
    }

    [Test]
    public void Accept_CharactersOfSeveralBytes_AreRead()
    {
        using ITokenGrammar grammar = Make("root ::= [à-ü]{2} \"…\"?");
        using ITokenGrammar other = grammar.Fork();
        Assert.That(Takes(grammar, "éà") && grammar.Allows(End), Is.True);
        Assert.That(Takes(other, "éz"), Is.False);
    }

    [Test]
    public void Mask_Anywhere_AgreesWithAllows()
    {
        using ITokenGrammar grammar = Make(Couplets);
        foreach (string piece in new[] { "", "a", "1", ",", "c", "4", "." })
        {
            Assert.That(Takes(grammar, piece));
            var logits = new float[Model.Info.VocabularySize];
            for (int i = 0; i < logits.Length; i++) logits[i] = i % 7;
            grammar.Mask(logits);
            int[] wrong = [.. Enumerable.Range(0, logits.Length).Where(token => logits[token] != (grammar.Allows(token) ? token % 7 : float.NegativeInfinity))];
            Assert.That(wrong, Is.Empty, $"after '{piece}'");
        }
    }

    [Test]
    public void Mask_WhereNothingMayFollow_LeavesTheEndOnly()
    {
        using ITokenGrammar grammar = Make(Couplets);
        Assert.That(Takes(grammar, "a1."));
        var logits = new float[Model.Info.VocabularySize];
        grammar.Mask(logits);
        Assert.That(Enumerable.Range(0, logits.Length).Where(token => logits[token] == 0), Is.Not.Empty.And.All.Matches<int>(Model.IsEndOfGeneration));
    }

    [Test]
    public void Accept_End_LeavesNothing()
    {
        using ITokenGrammar grammar = Make("root ::= \"a\"");
        Assert.That(Takes(grammar, "a"));
        grammar.Accept(End);
        var logits = new float[Model.Info.VocabularySize];
        grammar.Mask(logits);
        Assert.That(logits, Is.All.EqualTo(float.NegativeInfinity));
        Assert.That(grammar.Allows(End), Is.False);
    }

    [Test]
    public void Accept_TokenThatIsNotAllowed_IsRefusedAndChangesNothing()
    {
        using ITokenGrammar grammar = Make(Couplets);
        Assert.That(() => grammar.Accept(Token("z")), Throws.InvalidOperationException);
        Assert.That(() => grammar.Accept(End), Throws.InvalidOperationException);
        Assert.That(Takes(grammar, "a1.") && grammar.Allows(End), Is.True);
    }

    [Test]
    public void Fork_GoesItsOwnWay()
    {
        using ITokenGrammar first = Make(Couplets);
        Assert.That(Takes(first, "a1"));
        using ITokenGrammar second = first.Fork();
        Assert.That(Takes(first, "."));
        Assert.That(Takes(second, ",b2."));
        Assert.That(first.Allows(End) && second.Allows(End));
    }

    [Test]
    public void Fork_AfterTheFirstIsDisposed_GoesOn()
    {
        ITokenGrammar first = Make(Couplets);
        using ITokenGrammar second = first.Fork();
        first.Dispose();
        first.Dispose();
        Assert.That(Takes(second, "a1."));
        Assert.That(() => first.Allows(End), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Members_WrongArguments_AreRefused()
    {
        using ITokenGrammar grammar = Make(Couplets);
        Assert.That(() => grammar.Allows(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => grammar.Allows(Model.Info.VocabularySize), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => grammar.Mask(new float[3]), Throws.ArgumentException);
    }

    [Test]
    public void Sample_FromNoise_GivesTextsOfTheGrammar()
    {
        var workspace = new SamplerWorkspace(Model.Info.VocabularySize);
        var random = new Random(7);
        var logits = new float[Model.Info.VocabularySize];
        GbnfGrammar rules = GbnfGrammar.Parse("root ::= \"{\" [^\"}]{0,8} \"}\" | [a-zé]{1,20} \" \" [0-9]{3}");
        for (int i = 0; i < 50; i++)
        {
            using ITokenGrammar grammar = Model.CreateGrammar(rules);
            var sampler = new Sampler(new SamplingOptions { Temperature = 1, TopP = 1 }, logits.Length, (ulong)i, workspace);
            var text = new List<byte>();
            while (true)
            {
                for (int token = 0; token < logits.Length; token++) logits[token] = random.NextSingle();
                int next = sampler.Sample(logits, grammar).Token;
                grammar.Accept(next);
                if (Model.IsEndOfGeneration(next)) break;
                text.AddRange(Model.GetTokenBytes(next).ToArray());
            }

            string whole = Encoding.UTF8.GetString([.. text]);
            Assert.That(GbnfMatcher.Matches(rules, whole), whole);
        }
    }

    private int End => Enumerable.Range(0, Model.Info.VocabularySize).First(Model.IsEndOfGeneration);

    private int Token(string text) => Model.Tokenize(text, addSpecial: false, parseSpecial: false)[^1];

    private ITokenGrammar Make(string gbnf) => Model.CreateGrammar(GbnfGrammar.Parse(gbnf));

    private bool Takes(ITokenGrammar grammar, string text)
    {
        // Byte by byte where the vocabulary joins characters otherwise than the text does: any spelling will do.
        byte[] rest = Encoding.UTF8.GetBytes(text);
        while (rest.Length > 0)
        {
            int token = Enumerable.Range(0, Model.Info.VocabularySize).Where(candidate => !Model.IsEndOfGeneration(candidate) && Starts(candidate, rest)).OrderBy(candidate => Model.GetTokenBytes(candidate).Length).FirstOrDefault(-1);
            Assert.That(token, Is.GreaterThanOrEqualTo(0), $"the vocabulary cannot spell '{text}'");
            if (!grammar.Allows(token)) return false;
            grammar.Accept(token);
            rest = rest[Model.GetTokenBytes(token).Length..];
        }
        return true;
    }

    private bool Starts(int token, byte[] text) => Model.GetTokenBytes(token) is { Length: > 0 } bytes && text.AsSpan().StartsWith(bytes);
}
