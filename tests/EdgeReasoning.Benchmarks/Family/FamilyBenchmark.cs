using System.Globalization;
using EdgeReasoning.Budgets;
using EdgeReasoning.Models.Tiny;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>
/// What the tiny models can do, measured through the engine on real llama.cpp: the tables of their model card. Temperature 0.6, top-p 0.95,
/// intervals of 95 % (Wilson), test split of StoryMath; every question has its own seed, the same for every model and setting.
/// <c>family QUESTIONS FILE MODEL…</c> keeps every row in FILE (JSON; a picture beside it) and measures only what is not in there yet.
/// </summary>
internal static class FamilyBenchmark
{
    private const int Samples = 16, VotedQuestions = 250, QuickQuestions = 200;

    private static readonly int[] s_cuts = [8, 16, 32, 64, 128, 256];
    private static readonly int[] s_asked = [24, 48, 96, 160];

    private static readonly Setting s_open = new("open"), s_choice = new("choice") { Form = Form.Choice };

    public static async Task Run(string[] args)
    {
        bool quick = args is ["quick", ..];
        int questions = quick ? QuickQuestions : args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        var file = new FamilyFile(quick ? null : args.ElementAtOrDefault(1));
        string[] only = quick ? [] : [.. args.Skip(2)];
        long start = TimeProvider.System.GetTimestamp();
        // Two cores, a model on each.
        await Parallel.ForEachAsync(
            (quick ? SixteenBit() : Plan()).Where(entry => only.Length == 0 || only.Contains(Path.GetFileNameWithoutExtension(entry.Path))),
            new ParallelOptions { MaxDegreeOfParallelism = 2 }, (entry, _) => MeasureAsync(entry.Path, entry.Settings, questions, file));
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        if (quick)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The seven models on {questions} questions each: {seconds:0} s"));
            return;
        }

        var report = new FamilyReport(file.Rows);
        Console.WriteLine(report.ToMarkdown(s_cuts, s_asked));
        if (args.Length > 1) File.WriteAllText(Path.ChangeExtension(args[1], ".svg"), report.ToSvg());
    }

    private static async ValueTask MeasureAsync(string path, Setting[] settings, int questions, FamilyFile file)
    {
        string hash = Member.HashOf(path);
        Setting[] open = [.. settings.Where(setting => !file.Has(hash, setting.Name, Math.Min(questions, setting.MaxQuestions)))];
        if (open.Length == 0) return;
        await using Member member = await Member.LoadAsync(path);
        foreach (Setting setting in open)
        {
            Measurement measurement = await member.MeasureAsync(setting, questions);
            file.Add(measurement);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{measurement.Model} {measurement.Quantization} {measurement.Setting}: {measurement.Accuracy:P1}, {measurement.MeanThinking:0} thinking tokens, {measurement.Seconds:0} s"));
        }
    }

    private static IEnumerable<(string Path, Setting[] Settings)> SixteenBit() => Plan().Take(7).Select(entry => (entry.Path, new[] { s_open }));

    /// <summary>The seven models with 16-bit weights first, then their smaller copies.</summary>
    private static IEnumerable<(string Path, Setting[] Settings)> Plan()
    {
        Setting[] cuts = [.. s_cuts.Select(Setting.Cut)];
        var vote = new Setting($"majority of {Samples}") { Scaling = new FixedVote(Samples), MaxQuestions = VotedQuestions };
        var wait = new Setting("Wait once") { Budget = TokenBudget.Create().Extend(new ExtendOptions()) };
        yield return (TinyModels.ReasonerLarge, [s_open, s_choice, .. cuts]);
        yield return (TinyModels.ReasonerMiddle, [s_open, s_choice, .. cuts, .. s_asked.Select(Setting.Cut), vote]);
        yield return (TinyModels.ReasonerSmall, [s_open, s_choice, .. cuts, wait, vote]);
        yield return (TinyModels.BudgetedMiddle, [s_open, .. s_asked.Select(Setting.Asked)]);
        yield return (TinyModels.DirectLarge, [s_open, s_choice]);
        yield return (TinyModels.DirectMiddle, [s_open, s_choice]);
        yield return (TinyModels.DirectSmall, [s_open, s_choice]);
        foreach (string path in new[]
        {
            TinyModels.ReasonerLargeQ8, TinyModels.ReasonerLargeQ4, TinyModels.ReasonerMiddleQ8, TinyModels.ReasonerSmallQ8,
            TinyModels.BudgetedMiddleQ8, TinyModels.DirectLargeQ8, TinyModels.DirectMiddleQ8, TinyModels.DirectSmallQ8,
        })
        {
            yield return (path, [s_open]);
        }
    }
}
