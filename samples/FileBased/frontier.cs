// The frontier of a table, without a language model:   dotnet run samples/FileBased/frontier.cs -- [TABLE.csv]
// Each line of the table: a name, what it costs (less is better), what it is worth (more is better).
#:project ../../src/EdgeReasoning.Core

using System.Globalization;
using EdgeReasoning.Pareto;

string[] lines = args.Length > 0 ? File.ReadAllLines(args[0]) : ["Wren,399,6.1", "Finch,329,5.4", "Lark,450,7.6", "Swift,520,8.0", "Jay,990,12.4", "Rook,840,13.1", "Heron,1380,18.4"];
var frontier = new ParetoFrontier<(string Name, double Cost, double Worth)>(
    Objective.Minimize<(string Name, double Cost, double Worth)>("cost", item => item.Cost),
    Objective.Maximize<(string Name, double Cost, double Worth)>("worth", item => item.Worth));
frontier.AddRange(lines.Select(line => line.Split(',')).Select(cells =>
    (cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture))));

foreach ((string name, double cost, double worth) in frontier.OrderBy(item => item.Cost)) Console.WriteLine($"{name,-10} {cost,8} {worth,8}");
Console.WriteLine($"{frontier.Count} of {lines.Length} are worth having; the curve bends at {frontier.Snapshot().Knee().Name}.");
