using System.Text.Json;
using EdgeReasoning.Budgets;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.Limit;

/// <summary>budget_machine.json: the state machine of llama.cpp's common/reasoning-budget.h, step by step; cases 1 to 8 are its own tests.</summary>
public sealed class BlockBudgetGoldenTests
{
    private const int IncompleteToken = 200;

    private static readonly JsonElement Golden = BudgetGolden.Read("budget_machine.json");

    private static IEnumerable<TestCaseData<JsonElement>> Cases() =>
        Golden.GetProperty("cases").EnumerateArray().Select(row => new TestCaseData<JsonElement>(row).SetArgDisplayNames(row.GetProperty("name").GetString()!));

    [TestCaseSource(nameof(Cases))]
    public void Accept_EveryStep_IsAsInLlamaCpp(JsonElement row)
    {
        BlockBudget budget = Make(row);
        List<int> forcedAt = [];
        foreach (JsonElement step in row.GetProperty("trace").EnumerateArray())
        {
            int? forced = step.GetProperty("forcedToken") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
            Assert.That(budget.ForcedToken, Is.EqualTo(forced), step.ToString());
            if (budget.ForcedToken is not null) forcedAt.Add(step.GetProperty("i").GetInt32());
            Take(budget, step.GetProperty("accepted").GetInt32());
            Assert.That(Name(budget.State), Is.EqualTo(step.GetProperty("state").GetString()), step.ToString());
            Assert.That(budget.Remaining, Is.EqualTo(step.GetProperty("remaining").GetInt32()), step.ToString());
        }
        Assert.That(forcedAt, Is.EqualTo(row.GetProperty("expectedForcedAt").Integers()));
        Assert.That(Name(budget.State), Is.EqualTo(row.GetProperty("final").GetString()));
    }

    [TestCaseSource(nameof(Cases))]
    public void Clone_AtEveryStep_GoesOnAlikeAndByItself(JsonElement row)
    {
        int[] tokens = row.GetProperty("sequence").Integers();
        for (int at = 0; at <= tokens.Length; at++)
        {
            BlockBudget original = Make(row);
            foreach (int token in tokens[..at]) Take(original, token);
            BlockBudget clone = original.Clone();
            (BlockState State, int Remaining, int? Forced) before = (original.State, original.Remaining, original.ForcedToken);
            foreach (int token in tokens[at..]) Take(clone, token);
            Assert.That(Name(clone.State), Is.EqualTo(row.GetProperty("final").GetString()));
            Assert.That((original.State, original.Remaining, original.ForcedToken), Is.EqualTo(before), "the original has not moved");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Force_InEveryState_IsAcceptedWhileCountingOnly(JsonElement row)
    {
        foreach (int at in Enumerable.Range(0, row.GetProperty("sequence").GetArrayLength()))
        {
            BlockBudget budget = Make(row);
            foreach (int token in row.GetProperty("sequence").Integers()[..at]) Take(budget, token);
            BlockState before = budget.State;
            Assert.That(budget.Force(), Is.EqualTo(before == BlockState.Counting));
            Assert.That(budget.State, Is.EqualTo(before == BlockState.Counting ? BlockState.Forcing : before));
        }
    }

    [Test]
    public void Accept_BudgetOfZero_ForcesAtOnce()
    {
        var budget = new BlockBudget(new TagMatcher([100]), new TagMatcher([101]), [102, 101], budget: 0);
        budget.Accept(100, completesUtf8: true);
        Assert.That((budget.State, budget.ForcedToken), Is.EqualTo((BlockState.Forcing, (int?)102)));
    }

    [Test]
    public void Accept_SecondBlock_HasAFreshBudget()
    {
        var budget = new BlockBudget(new TagMatcher([100]), new TagMatcher([101]), [101], budget: 2);
        foreach (int token in (int[])[100, 50, 51, 101, 60, 100]) budget.Accept(token, completesUtf8: true);
        Assert.That((budget.State, budget.Remaining), Is.EqualTo((BlockState.Counting, 2)));
    }

    [Test]
    public void Advance_EveryStream_CompletesWhereKnuthMorrisAndPrattDo()
    {
        foreach (JsonElement row in Golden.GetProperty("matcher").EnumerateArray())
        {
            var matcher = new TagMatcher([.. row.GetProperty("patterns").EnumerateArray().Select(pattern => pattern.Integers())]);
            int[] stream = row.GetProperty("stream").Integers();
            Assert.That(Enumerable.Range(0, stream.Length).Where(i => matcher.Advance(stream[i])), Is.EqualTo(row.GetProperty("kmp").Integers()), row.ToString());
        }
    }

    [Test]
    public void IsComplete_EveryText_IsAsInLlamaCpp()
    {
        foreach (JsonElement row in Golden.GetProperty("utf8").EnumerateArray())
            Assert.That(Utf8Tail.IsComplete(Convert.FromHexString(row.GetProperty("hex").GetString()!)), Is.EqualTo(row.GetProperty("complete").GetBoolean()), row.ToString());
    }

    private static BlockBudget Make(JsonElement row) => new(
        Tags(row, "start"), Tags(row, "end"), row.GetProperty("forced").Integers(), row.GetProperty("budget").GetInt32(),
        startsInBlock: row.GetProperty("initial").GetString() == "COUNTING");

    private static TagMatcher Tags(JsonElement row, string name) => new([.. row.GetProperty(name).EnumerateArray().Select(tag => tag.Integers())]);

    private static void Take(BlockBudget budget, int token) => budget.Accept(token, completesUtf8: token != IncompleteToken);

    private static string Name(BlockState state) => state == BlockState.WaitingUtf8 ? "WAITING_UTF8" : state.ToString().ToUpperInvariant();
}
