using System.Globalization;
using EdgeReasoning.Fuzz.Running;
using EdgeReasoning.Fuzz.Soak;
using EdgeReasoning.Fuzz.Targets;

const string usage = """
    dotnet run --project tests/EdgeReasoning.Fuzz -c Release -- TARGET [COUNT] [SEED]
    dotnet run --project tests/EdgeReasoning.Fuzz -c Release -- soak [MINUTES] [SEED]

    TARGET is gguf, template, extractors, tegrastats, study, server-json, schema, or all. COUNT inputs, 100000 unless said, are made
    from SEED, SEED + 1 and so on (0 unless said), so that one of them is repeated by its own seed and a COUNT of 1.
    Whatever is found is written into the folder fuzz-findings. Exit code: 0 nothing found, 1 something found, 2 wrong call.
    """;

string name = args.ElementAtOrDefault(0) ?? "";
if (args.Length > 3 || !int.TryParse(args.ElementAtOrDefault(2) ?? "0", CultureInfo.InvariantCulture, out int seed)) return Refuse();
if (name == "soak")
{
    if (!double.TryParse(args.ElementAtOrDefault(1) ?? "30", CultureInfo.InvariantCulture, out double minutes) || !(minutes > 0)) return Refuse();
    return await SoakRun.ExecuteAsync(TimeSpan.FromMinutes(minutes), seed, Console.WriteLine) ? 0 : 1;
}

if (!int.TryParse(args.ElementAtOrDefault(1) ?? "100000", CultureInfo.InvariantCulture, out int count) || count < 1) return Refuse();
IReadOnlyList<string> names = name == "all" ? FuzzTargets.Names : [name];
if (names.Except(FuzzTargets.Names).Any()) return Refuse();
bool clean = true;
foreach (string each in names)
{
    using FuzzTarget target = FuzzTargets.Create(each);
    FuzzReport report = new FuzzRun(target, count, seed) { Folder = "fuzz-findings", Tell = Console.WriteLine }.Execute();
    Console.WriteLine(report);
    clean &= report.Findings.Count == 0;
}

return clean ? 0 : 1;

int Refuse()
{
    Console.Error.WriteLine(usage);
    return 2;
}
