using System.Globalization;
using EdgeReasoning.Budgets;

namespace EdgeReasoning.Evaluation;

/// <summary>Budgets as they are written in study files and on the command line.</summary>
internal static class BudgetText
{
    // Thirty years: sums of such times still fit into a TimeSpan.
    private const double MostSeconds = 1e9;

    private static readonly Dictionary<string, Func<TokenBudget, TokenBudget>> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["unlimited"] = budget => budget,
        ["no-thinking"] = budget => budget.NoThinking(),
        ["direct"] = budget => budget.Direct(),
        ["stop-when-stable"] = budget => budget.StopWhenStable(),
        ["stop-when-looping"] = budget => budget.StopWhenLooping(),
        ["close-softly"] = budget => budget.CloseSoftly(),
    };

    private static readonly Dictionary<string, Func<TokenBudget, string, TokenBudget>> s_settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["limit"] = (budget, value) => budget.Limit(Whole(value)),
        ["answer"] = (budget, value) => budget.Limit(new LimitOptions { AnswerTokens = Whole(value) }),
        ["total"] = (budget, value) => budget.Limit(new LimitOptions { TotalTokens = Whole(value) }),
        ["ask"] = (budget, value) => budget.AskFor(Whole(value)),
        ["think"] = (budget, value) => budget.AskFor(new AskForOptions { Tokens = Whole(value), Wording = AskForWording.ThinkAtMost }),
        ["extend"] = (budget, value) => budget.Extend(Whole(value)),
        ["wait"] = (budget, value) => budget.Extend(new ExtendOptions { Times = Whole(value) }),
        ["deadline"] = (budget, value) => budget.Deadline(Time(value)),
        ["energy"] = (budget, value) => budget.Energy(Number(value.TrimEnd('J', 'j'))),
        ["effort"] = (budget, value) => budget.Effort(Enum.TryParse(value, ignoreCase: true, out EffortLevel level) && !char.IsAsciiDigit(value[0])
            ? level : throw new FormatException($"'{value}' is no effort; take none, low, medium or high.")),
    };

    public static (string Name, TokenBudget Budget) Parse(string text)
    {
        TokenBudget budget = TokenBudget.Unlimited;
        string[] terms = text.Split('+', StringSplitOptions.TrimEntries);
        for (int i = 0; i < terms.Length; i++)
        {
            string[] parts = terms[i].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            terms[i] = string.Join(' ', parts);
            try
            {
                budget = parts switch
                {
                    [var word] when s_words.TryGetValue(word, out Func<TokenBudget, TokenBudget>? add) => add(budget),
                    [var word, var value] when s_settings.TryGetValue(word, out Func<TokenBudget, string, TokenBudget>? set) => set(budget, value),
                    [var word] when s_settings.ContainsKey(word) => throw new FormatException($"'{word}' needs a value: '{word} 128', say."),
                    _ => throw new FormatException($"'{terms[i]}' is no budget. There are {string.Join(", ", s_words.Keys)}, and with a value {string.Join(", ", s_settings.Keys)}."),
                };
            }
            catch (Exception problem) when (problem is ArgumentException or FormatException)
            {
                throw new FormatException($"The budget '{text}' cannot be read: {problem.Message}", problem);
            }
        }

        return (string.Join(" + ", terms), budget);
    }

    /// <summary>A time with its unit: <c>500ms</c>, <c>2s</c>, <c>1.5m</c>.</summary>
    public static TimeSpan Time(string text)
    {
        (double unit, int letters) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) => (0.001, 2),
            _ when text.EndsWith('s') => (1, 1),
            _ when text.EndsWith('m') => (60, 1),
            _ => throw new FormatException($"'{text}' is no time; write 500ms, 2s or 1.5m."),
        };
        double seconds = unit * Number(text[..^letters]);
        return seconds <= MostSeconds ? TimeSpan.FromSeconds(seconds) : throw new FormatException($"'{text}' is too long a time; {MostSeconds:0}s are the most.");
    }

    private static int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        ? value : throw new FormatException($"'{text}' is no whole number of tokens.");

    private static double Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
        ? value : throw new FormatException($"'{text}' is no number; write 2 or 0.5.");
}
