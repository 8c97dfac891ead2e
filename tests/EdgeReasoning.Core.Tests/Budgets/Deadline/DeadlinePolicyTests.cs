using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Performance;
using EdgeReasoning.Performance.Tests;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.Deadline;

public sealed class DeadlinePolicyTests
{
    private const int Letter = 3;

    private static readonly JsonElement Golden = SweepData.Json("deadline_budget.json");

    [Test]
    public void PlanTokens_EveryGoldenCase_IsTheExactInteger()
    {
        foreach (JsonElement row in Golden.GetProperty("cases").EnumerateArray())
        {
            TokenBudget budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(row.GetProperty("deadline").GetDouble()));
            BudgetContext context = Contexts.Of(budget, promptTokens: row.GetProperty("I").GetInt32(), profile: Profile(row));
            Assert.That(budget.PlanTokens(context), Is.EqualTo(row.GetProperty("maxTokens").GetInt32()), row.ToString());
        }
    }

    [Test]
    public void PlanTokens_ParallelTraces_ShareTheStep()
    {
        foreach (JsonElement row in Golden.GetProperty("parallel").EnumerateArray())
        {
            TokenBudget budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(row.GetProperty("deadline").GetDouble()));
            int traces = row.GetProperty("k").GetInt32();
            BudgetContext context = Contexts.Of(budget, promptTokens: row.GetProperty("I").GetInt32(), traces: traces, profile: Profile(row, traces, row.GetProperty("slowdown").GetDouble()));
            Assert.That(budget.PlanTokens(context), Is.EqualTo(row.GetProperty("tokensPerSample").GetInt32()), row.ToString());
        }
    }

    [Test]
    public void TokensWithin_AfterSomeTokens_IsTheGoldenInteger()
    {
        foreach (JsonElement row in Golden.GetProperty("replan").EnumerateArray())
        {
            DecodeLatencyModel decode = Profile(row).Decode;
            double step = decode.PredictStepSeconds(row.GetProperty("I").GetInt32() + row.GetProperty("after").GetInt32());
            Assert.That(DecodePace.TokensWithin(row.GetProperty("leftSeconds").GetDouble(), step, decode.SecondsPerContextToken), Is.EqualTo(row.GetProperty("remaining").GetInt32()), row.ToString());
        }
    }

    [TestCase(1.0, 0.1, 0, ExpectedResult = 10)]
    [TestCase(0.99, 0.1, 0, ExpectedResult = 9)]
    [TestCase(0, 0.1, 0, ExpectedResult = 0)]
    [TestCase(-1, 0.1, 0, ExpectedResult = 0)]
    [TestCase(6, 1, 1, ExpectedResult = 3)]
    [TestCase(5.9, 1, 1, ExpectedResult = 2)]
    [TestCase(double.PositiveInfinity, 1, 0, ExpectedResult = 1 << 28)]
    public int TokensWithin_Time_FitsAsManyStepsAsThereIsRoomFor(double seconds, double step, double growth) => DecodePace.TokensWithin(seconds, step, growth);

    [TestCase(0.2)]
    [TestCase(0.5)]
    [TestCase(3)]
    public void Observe_EndlessThinking_EndsInTimeWithAnAnswer(double seconds)
    {
        SimulatedTrace trace = Start(seconds, secondsPerToken: 0.004).Run(Enumerable.Repeat(Letter, 2000));
        Assert.Multiple(() =>
        {
            Assert.That(trace.Elapsed, Is.LessThanOrEqualTo(seconds).And.GreaterThan(seconds - 0.012));
            Assert.That(trace.Stopped, Is.EqualTo(StopReason.Deadline));
            Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Deadline));
            Assert.That(trace.View.Answer, Is.Not.Empty);
        });
    }

    [Test]
    public void Observe_Reserve_IsKeptForTheAnswer()
    {
        TokenBudget budget = TokenBudget.Create().Deadline(new DeadlineOptions { Time = TimeSpan.FromSeconds(1), AnswerReserve = 20 });
        SimulatedTrace trace = new SimulatedTrace(budget, Contexts.Of(budget)) { SecondsPerToken = 0.01 }.Run(Enumerable.Repeat(Letter, 2000));
        Assert.That(trace.View.Charged, Is.EqualTo(100 - 20 - SimulatedModel.Closing.Length));
    }

    [Test]
    public void Observe_SlowerThanTheProfile_PlansByTheActualPace()
    {
        TokenBudget budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(30));
        DeviceProfile profile = ArtifactCatalog.Profile(ArtifactModel.Qwen1B5);
        BudgetContext context = Contexts.Of(budget, room: 5000, profile: profile);
        SimulatedTrace trace = new SimulatedTrace(budget, context) { SecondsPerToken = 0.1 }.Run(Enumerable.Repeat(Letter, 5000));
        Assert.That(budget.PlanTokens(context), Is.GreaterThan(1000));
        Assert.That(trace.Elapsed, Is.LessThanOrEqualTo(30).And.GreaterThan(29.7));
        Assert.That(trace.View.Answer, Is.Not.Empty);
    }

    [Test]
    public void Observe_PromptTookTooLong_StopsAtOnce()
    {
        TokenBudget budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(1));
        var trace = new SimulatedTrace(budget, Contexts.Of(budget)) { Prefill = 1.5 };
        Assert.That(trace.Offer(Letter) is { Kind: BudgetDecisionKind.Stop, Reason: StopReason.Deadline });
    }

    [Test]
    public void Prepare_Deadline_IsInThePlan() =>
        Assert.That(Contexts.Plan(TokenBudget.Create().Deadline(TimeSpan.FromSeconds(3)).Deadline(TimeSpan.FromSeconds(2))).Deadline, Is.EqualTo(TimeSpan.FromSeconds(2)));

    [Test]
    public void Deadline_WrongArguments_NameTheValue()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.That(() => budget.Deadline(TimeSpan.Zero), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("00:00:00"));
        Assert.That(() => budget.Deadline(TimeSpan.FromSeconds(-3)), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("-00:00:03"));
        Assert.That(() => budget.Deadline(new DeadlineOptions { Time = TimeSpan.FromSeconds(1), AnswerReserve = -4 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("-4"));
    }

    private static SimulatedTrace Start(double seconds, double secondsPerToken)
    {
        TokenBudget budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(seconds));
        return new SimulatedTrace(budget, Contexts.Of(budget)) { SecondsPerToken = secondsPerToken };
    }

    private static DeviceProfile Profile(JsonElement row) =>
        ArtifactCatalog.Profile(SweepData.Models.Single(model => model.Name == row.GetProperty("model").GetString()).Model, ArtifactMode.Compatible);

    /// <summary>The golden's illustrative parallel model: a step of k sequences takes slowdown · n, and k · m for each token of context.</summary>
    private static DeviceProfile Profile(JsonElement row, int traces, double slowdown)
    {
        DeviceProfile profile = Profile(row);
        return profile with
        {
            Parallel =
            [
                new ParallelDecodeModel
                {
                    Layout = profile.Backend.Layout,
                    Costs = [new SequenceCost(traces, slowdown * profile.Decode.SecondsPerStep)],
                    SecondsPerAttendedToken = profile.Decode.SecondsPerContextToken,
                    Intervals = DecodeIntervals.EveryToken,
                },
            ],
        };
    }
}
