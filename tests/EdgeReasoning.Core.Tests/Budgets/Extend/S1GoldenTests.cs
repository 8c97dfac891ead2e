using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.Extend;

/// <summary>s1.json: budget forcing as in s1's evaluation harness (H) and in its README (R), arXiv 2501.19393. One letter is one token.</summary>
public sealed class S1GoldenTests
{
    private const string Wait = "Wait";

    private static IEnumerable<TestCaseData<JsonElement>> Cases() =>
        BudgetGolden.Read("s1.json").EnumerateArray().Select(row => new TestCaseData<JsonElement>(row).SetArgDisplayNames(row.GetProperty("name").GetString()!));

    [TestCaseSource(nameof(Cases))]
    public void Extend_EachVariant_ThinksTheSame(JsonElement row)
    {
        bool harness = row.GetProperty("variant").GetString() == "H";
        // The prompt of the answer is the question, the opening marker, the thinking, and, in the harness, what leads the answer in.
        string[] thinking = row.TryGetProperty("thinking", out JsonElement given) ? given.Strings() : row.GetProperty("answerPrompt").Strings()[2..];
        int max = row.GetProperty("maxThinking").GetInt32();
        int[] prompts = [.. row.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("promptLen").GetInt32())];
        bool cut = row.GetProperty("finish").GetString() == "length";

        TokenBudget budget = TokenBudget.Create().Limit(max);
        if (row.GetProperty("nIgnore") is { ValueKind: JsonValueKind.Number } times)
        {
            budget = budget.Extend(new ExtendOptions
            {
                Times = times.GetInt32(),
                Text = row.GetProperty("ignoreStr").GetString()!,
                Accounting = harness ? ExtendAccounting.ForcedText : ExtendAccounting.PassedEnds,
            });
        }
        SimulatedTrace trace = Contexts.Trace(budget);
        List<int> extendedAt = [];
        // The model says the letters of the thinking, and ends it where "Wait" stands.
        foreach (string word in thinking)
        {
            BudgetDecision decision = trace.Offer(word == Wait ? SimulatedModel.End : 3);
            Assert.That(decision.Kind, Is.EqualTo(word == Wait ? BudgetDecisionKind.Extend : BudgetDecisionKind.Continue), word);
            if (word == Wait) extendedAt.Add(2 + trace.Tokens.Count);
        }
        Assert.That(extendedAt, Is.EqualTo(prompts[1..]), "each further call begins behind the text");

        // Then the harness has reached its limit, or the model ends its thinking and nothing holds it back.
        bool full = cut || (harness && thinking.Length == max);
        BudgetDecision last = trace.Offer(full ? 3 : SimulatedModel.End);
        Assert.That(last.Kind, Is.EqualTo(full ? BudgetDecisionKind.Close : BudgetDecisionKind.Continue));
        if (full) Assert.That(last.Reason, Is.EqualTo(StopReason.Limit));
    }
}
