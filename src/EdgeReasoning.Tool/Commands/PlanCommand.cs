using System.CommandLine;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Planning;
using EdgeReasoning.Reporting;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>plan</c>: the configuration for given constraints, out of a study.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var path = StudyPath();
        var latency = new Option<string?>("--latency") { Description = "Time until the answer: 500ms, 2s." };
        var percent = new Option<double>("--percent") { Description = "Share of the requests that keep it.", DefaultValueFactory = _ => new Constraints().LatencyPercent };
        var energy = new Option<double?>("--energy") { Description = "Mean joules of a request." };
        var memory = new Option<double?>("--memory") { Description = "Megabytes for weights and KV memory." };
        var accuracy = new Option<double?>("--accuracy") { Description = "Share of right answers to be reached, from 0 to 1." };
        var prompt = new Option<int?>("--prompt-tokens") { Description = "Tokens of the prompt. Default: as in the study." };
        return Verb.Create("plan", "Chooses the configuration for a deadline and other limits.", [path, latency, percent, energy, memory, accuracy, prompt], (parsed, screen, _) =>
        {
            Study study = Read(parsed.GetValue(path)!);
            var constraints = new Constraints
            {
                Latency = parsed.GetValue(latency) is { } time ? BudgetText.Time(time) : null,
                LatencyPercent = parsed.GetValue(percent),
                EnergyJoules = parsed.GetValue(energy),
                MemoryBytes = (long?)(parsed.GetValue(memory) * 1e6),
                MinimumAccuracy = parsed.GetValue(accuracy),
            };
            Plan plan = Planner.From(study.Results, study.Profiles).Choose(constraints, parsed.GetValue(prompt));
            screen.Json(new
            {
                plan.IsFeasible,
                plan.Reason,
                plan.Notes,
                choice = plan.Choice is null ? null : Describe(plan.Choice),
                alternatives = plan.Alternatives.Select(Describe),
            });
            screen.Line(plan.Reason);
            foreach (string note in plan.Notes) screen.Line(note);
            foreach (PlanCandidate candidate in plan.Alternatives.Take(5)) screen.Line($"  instead: {candidate}{(candidate.Violations.Count > 0 ? $" ({string.Join(" ", candidate.Violations)})" : "")}");
            return Task.FromResult(plan.IsFeasible ? ExitCodes.Done : ExitCodes.Infeasible);
        });
    }

    /// <summary>The argument that names a study.</summary>
    internal static Argument<string> StudyPath() => new("study") { Description = "The folder of a study, or its study.json." };

    internal static Study Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, "study.json") : path;
        return File.Exists(file) ? Study.FromJson(File.ReadAllText(file))
            : throw new FileNotFoundException($"There is no study at '{file}'. Run 'edge-reasoning study --out FOLDER' first.", file);
    }

    private static object Describe(PlanCandidate candidate) => new
    {
        candidate.Result.Configuration.Model,
        budget = candidate.Result.Configuration.Budget.Name,
        scaling = candidate.Result.Configuration.Scaling.Name,
        candidate.Accuracy,
        candidate.Seconds,
        candidate.Joules,
        candidate.MemoryBytes,
        candidate.Violations,
    };
}
