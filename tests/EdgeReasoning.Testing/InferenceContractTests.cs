using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Testing;

/// <summary>What every backend must do. Derive a fixture for a backend, and its model, and run it unchanged.</summary>
public abstract class InferenceContractTests
{
    private IInferenceModel? _loaded;
    private IInferenceContext _context = null!;
    private TokenBatch _batch = null!;
    private int[] _prompt = null!;

    private IInferenceModel Model => _loaded!;

    /// <summary>Logits of the same tokens may differ by this much when they are decoded in batches of another shape.</summary>
    protected virtual float Tolerance => 0.02f;

    /// <summary>How the contexts under test are laid out.</summary>
    protected virtual KvLayout Layout => KvLayout.Separate;

    /// <summary>A text of at least 12 tokens that the model's vocabulary spells without loss.</summary>
    protected abstract string SampleText { get; }

    /// <summary>Loads or makes the model.</summary>
    protected abstract IInferenceModel CreateModel();

    [OneTimeSetUp]
    public void LoadModel()
    {
        _loaded = CreateModel();
        _prompt = Model.Tokenize(SampleText, addSpecial: false, parseSpecial: true);
        Assert.That(_prompt, Has.Length.GreaterThanOrEqualTo(12), "the sample text is too short for these tests");
    }

    [OneTimeTearDown]
    public void UnloadModel() => _loaded?.Dispose();   // a fixture may have been ignored before it had one

    [SetUp]
    public void CreateContext()
    {
        _context = Model.CreateContext(new ContextOptions { SequenceTokens = 256, MaxSequences = 4, MaxBatchTokens = 64, Layout = Layout });
        _batch = new TokenBatch(64);
    }

    [TearDown]
    public void DisposeContext() => _context.Dispose();

    [Test]
    public void GetTokenBytes_OfTokenizedText_SpellsTheText()
    {
        var bytes = new List<byte>();
        foreach (int token in _prompt) bytes.AddRange(Model.GetTokenBytes(token).ToArray());
        Assert.That(System.Text.Encoding.UTF8.GetString(bytes.ToArray()), Is.EqualTo(SampleText));
    }

    [Test]
    public void GetTokenBytes_OfUnknownToken_Throws()
    {
        Assert.That(() => { Model.GetTokenBytes(-1); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => { Model.GetTokenBytes(Model.Info.VocabularySize); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Tokenize_EmptyText_GivesNothing() => Assert.That(Model.Tokenize("", addSpecial: false, parseSpecial: true), Is.Empty);

    [Test]
    public void Tokenize_UnpairedSurrogate_IsRefused() =>
        Assert.That(() => Model.Tokenize("a\ud800b", addSpecial: false, parseSpecial: true), Throws.ArgumentException);

    [Test]
    public void Tokenize_FromManyThreads_AgreesWithOne()
    {
        var wrong = 0;
        Parallel.For(0, 64, _ =>
        {
            if (!Model.Tokenize(SampleText, addSpecial: false, parseSpecial: true).AsSpan().SequenceEqual(_prompt)) Interlocked.Increment(ref wrong);
        });
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void Limits_OfNewContext_HoldWhatWasAskedFor()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_context.Limits.SequenceTokens, Is.GreaterThanOrEqualTo(256));
            Assert.That(_context.Limits.MaxSequences, Is.EqualTo(4));
            Assert.That(_context.Limits.MaxBatchTokens, Is.EqualTo(64));
            Assert.That(_context.Limits.Layout, Is.EqualTo(Layout));
            Assert.That(_context.Identity.Library, Is.Not.Empty);
            Assert.That(_context.Identity.Device, Is.Not.Empty);
        });
    }

    [Test]
    public void GetLogits_AfterDecode_HasOneFiniteNumberPerToken()
    {
        float[] logits = Append(0, _prompt);
        Assert.That(logits, Has.Length.EqualTo(Model.Info.VocabularySize));
        Assert.That(logits, Has.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void GetLogits_OfRowWithoutLogits_Throws()
    {
        Append(0, _prompt);
        Assert.That(() => { _context.GetLogits(0); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => { _context.GetLogits(_prompt.Length); }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Decode_SameTokensAgain_GivesTheSameLogits()
    {
        float[] first = Append(0, _prompt);
        _context.Release(0);
        Assert.That(Append(0, _prompt), Is.EqualTo(first));
    }

    [Test]
    public void Decode_Greedy_IsDeterministic()
    {
        int[] first = ContinueGreedily(0, Append(0, _prompt), 24);
        _context.Release(0);
        Assert.That(ContinueGreedily(0, Append(0, _prompt), 24), Is.EqualTo(first));
    }

    [Test]
    public void Decode_InSeveralBatches_EqualsOneBatch()
    {
        float[] whole = Append(0, _prompt);
        Append(1, _prompt[..5]);
        AssertClose(Append(1, _prompt[5..]), whole);
    }

    [Test]
    public void Decode_SequencesTogether_EqualsEachAlone()
    {
        int[] other = [.. _prompt.Reverse()];
        float[] aloneA = Append(0, _prompt);
        _context.Release(0);
        float[] aloneB = Append(0, other);
        _context.Release(0);

        _batch.Clear();
        int rowA = 0, rowB = 0;
        for (var i = 0; i < _prompt.Length; i++)
        {
            rowA = _batch.Add(_prompt[i], i, 0, i == _prompt.Length - 1);
            rowB = _batch.Add(other[i], i, 1, i == other.Length - 1);
        }
        _context.Decode(_batch);

        AssertClose(_context.GetLogits(rowA).ToArray(), aloneA);
        AssertClose(_context.GetLogits(rowB).ToArray(), aloneB);
    }

    [Test]
    public void Fork_Continued_EqualsReplay()
    {
        Append(0, _prompt[..8]);
        _context.Fork(0, 1);
        float[] forked = Append(1, _prompt[8..]);
        AssertClose(forked, Append(2, _prompt));
        Assert.That(_context.GetLength(0), Is.EqualTo(8), "the source was changed");
    }

    [Test]
    public void Fork_ContinuedDifferently_Diverges()
    {
        Append(0, _prompt);
        _context.Fork(0, 1);
        _context.Fork(0, 2);
        float[] left = Append(1, [_prompt[0], _prompt[1]]);
        float[] right = Append(2, [_prompt[2], _prompt[3]]);
        Assert.That(left, Is.Not.EqualTo(right));
    }

    [Test]
    public void Fork_AfterSourceIsReleased_GoesOn()
    {
        float[] whole = Append(3, _prompt);
        Append(0, _prompt[..8]);
        _context.Fork(0, 1);
        _context.Release(0);
        AssertClose(Append(1, _prompt[8..]), whole);
    }

    [Test]
    public void Fork_OntoUsedSequence_IsRefused()
    {
        Append(0, _prompt);
        Append(1, _prompt[..3]);
        Assert.That(() => _context.Fork(0, 1), Throws.InvalidOperationException);
        Assert.That(_context.GetLength(1), Is.EqualTo(3));
    }

    [Test]
    public void TryTruncate_ThenContinued_EqualsReplay()
    {
        float[] whole = Append(3, _prompt);
        Append(0, _prompt[..8]);
        Append(0, [_prompt[1], _prompt[2], _prompt[1]]);
        if (!_context.Capabilities.HasFlag(ContextCapabilities.Rewind))
        {
            Assert.That(_context.TryTruncate(0, 8), Is.False);
            Assert.That(_context.GetLength(0), Is.EqualTo(11));
            return;
        }
        Assert.That(_context.TryTruncate(0, 8), Is.True);
        Assert.That(_context.GetLength(0), Is.EqualTo(8));
        AssertClose(Append(0, _prompt[8..]), whole);
    }

    [Test]
    public void TryTruncate_OutsideTheSequence_IsRefused()
    {
        Append(0, _prompt);
        Assert.That(() => _context.TryTruncate(0, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _context.TryTruncate(0, _prompt.Length + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Release_FreesEverything_ForTheNext()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var sequence = 0; sequence < 4; sequence++) FillUp(sequence);
            for (var sequence = 0; sequence < 4; sequence++)
            {
                _context.Release(sequence);
                Assert.That(_context.GetLength(sequence), Is.Zero);
            }
        }
    }

    [Test]
    public void Release_OfEmptySequence_DoesNothing()
    {
        _context.Release(2);
        Assert.That(_context.GetLength(2), Is.Zero);
    }

    [Test]
    public void Decode_PastTheSequenceLimit_IsRefusedAndChangesNothing()
    {
        FillUp(0);
        int length = _context.GetLength(0);
        Assert.That(() => Append(0, [_prompt[0]]), Throws.ArgumentException);
        Assert.That(_context.GetLength(0), Is.EqualTo(length));
    }

    [TestCase(-1, 0, 0, TestName = "Decode_NegativeToken_IsRefused")]
    [TestCase(int.MaxValue, 0, 0, TestName = "Decode_UnknownToken_IsRefused")]
    [TestCase(0, 1, 0, TestName = "Decode_PositionGap_IsRefused")]
    [TestCase(0, -1, 0, TestName = "Decode_NegativePosition_IsRefused")]
    [TestCase(0, 0, -1, TestName = "Decode_NegativeSequence_IsRefused")]
    [TestCase(0, 0, 4, TestName = "Decode_UnknownSequence_IsRefused")]
    public void Decode_BadRow_IsRefused(int token, int position, int sequence)
    {
        _batch.Clear();
        _batch.Add(token, position, sequence, wantsLogits: true);
        Assert.That(() => _context.Decode(_batch), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Decode_EmptyBatch_IsRefused()
    {
        _batch.Clear();
        Assert.That(() => _context.Decode(_batch), Throws.ArgumentException);
    }

    [Test]
    public void Decode_BatchAboveTheLimit_IsRefused()
    {
        var large = new TokenBatch(65);
        for (var i = 0; i < 65; i++) large.Add(_prompt[0], i, 0, i == 64);
        Assert.That(() => _context.Decode(large), Throws.ArgumentException);
        Assert.That(_context.GetLength(0), Is.Zero);
    }

    [Test]
    public void Decode_AfterRefusedBatch_ContinuesAsIfNothingHappened()
    {
        float[] undisturbed = Append(3, _prompt);
        Append(0, _prompt[..8]);
        _batch.Clear();
        _batch.Add(_prompt[8], 8, 0, wantsLogits: true);
        _batch.Add(_prompt[0], 99, 1, wantsLogits: true);
        Assert.That(() => _context.Decode(_batch), Throws.ArgumentException);

        Assert.That(_context.GetLength(0), Is.EqualTo(8));
        AssertClose(Append(0, _prompt[8..]), undisturbed);
    }

    [Test]
    public void Decode_InSteadyState_AllocatesNothing()
    {
        float[] logits = Append(0, _prompt);
        int token = ArgMax(logits);
        for (var i = 0; i < 8; i++) token = Step(token);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 32; i++) token = Step(token);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        int Step(int next)
        {
            _batch.Clear();
            int row = _batch.Add(next, _context.GetLength(0), 0, wantsLogits: true);
            _context.Decode(_batch);
            return ArgMax(_context.GetLogits(row));
        }
    }

    [Test]
    public void Dispose_Twice_IsFine_AndUseAfterIsRefused()
    {
        _context.Dispose();
        _context.Dispose();
        Assert.That(() => Append(0, _prompt), Throws.InstanceOf<ObjectDisposedException>());
    }

    [TestCase(0, 4, 64)]
    [TestCase(256, 0, 64)]
    [TestCase(256, 257, 64)]
    [TestCase(256, 4, 0)]
    public void CreateContext_OptionOutOfRange_IsRefused(int sequenceTokens, int maxSequences, int maxBatchTokens)
    {
        var options = new ContextOptions { SequenceTokens = sequenceTokens, MaxSequences = maxSequences, MaxBatchTokens = maxBatchTokens, Layout = Layout };
        Assert.That(() => Model.CreateContext(options), Throws.InstanceOf<ArgumentException>());
    }

    private float[] Append(int sequence, ReadOnlySpan<int> tokens)
    {
        _batch.Clear();
        int position = _context.GetLength(sequence), row = 0;
        for (var i = 0; i < tokens.Length; i++) row = _batch.Add(tokens[i], position + i, sequence, i == tokens.Length - 1);
        _context.Decode(_batch);
        return _context.GetLogits(row).ToArray();
    }

    private int[] ContinueGreedily(int sequence, float[] logits, int count)
    {
        var tokens = new int[count];
        for (var i = 0; i < count; i++)
        {
            tokens[i] = ArgMax(logits);
            logits = Append(sequence, [tokens[i]]);
        }
        return tokens;
    }

    private void FillUp(int sequence)
    {
        int room;
        while ((room = _context.Limits.SequenceTokens - _context.GetLength(sequence)) > 0)
        {
            var chunk = new int[Math.Min(room, 64)];
            Array.Fill(chunk, _prompt[0]);
            Append(sequence, chunk);
        }
    }

    private void AssertClose(float[] actual, float[] expected) => Assert.That(actual, Is.EqualTo(expected).Within(Tolerance));

    private static int ArgMax(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best]) best = i;
        }
        return best;
    }
}
