using System.Globalization;
using EdgeReasoning.Pareto;
using EmbeddedFrontier;

// Which drone to buy? Light and far, and what it costs decides in the end. Nothing here knows of language models.
// The first argument names the folder for the pictures; without one they go where the program runs.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = args.Length > 0 ? args[0] : ".";

var frontier = new ParetoFrontier<Drone>(
    Objective.Minimize<Drone>("mass (g)", d => d.Grams),
    Objective.Maximize<Drone>("range (km)", d => d.Kilometres)
        .WithInterval(d => (d.Kilometres - d.RangeError, d.Kilometres + d.RangeError)));
AddRangeOutcome<Drone> added = frontier.AddRange(Catalogue.Drones);
Console.WriteLine($"{Catalogue.Drones.Length} drones, {frontier.Count} on the frontier, {added.Unknown} without a measured range");

FrontierSnapshot<Drone> snapshot = frontier.Snapshot();
Dictionary<Drone, double> membership = snapshot.Membership(seed: 1).ToDictionary(m => m.Item, m => m.Probability);
Console.WriteLine();
Console.WriteLine($"{"drone",-10} {"g",6} {"km",6} {"price",6} {"rank",5} {"sure",6}");
foreach (RankedItem<Drone> ranked in snapshot.Rank().OrderBy(r => r.Rank).ThenBy(r => r.Item.Grams))
{
    Drone drone = ranked.Item;
    Console.WriteLine($"{drone.Name,-10} {drone.Grams,6} {drone.Kilometres,6:F1} {drone.Price,6} {ranked.Rank,5} {membership[drone],6:P0}");
}

Console.WriteLine();
Console.WriteLine($"farthest below 900:       {frontier.Best("range (km)", subjectTo: d => d.Price < 900)?.Name}");
Choice<Drone> choice = frontier.Choose(
    "range (km)",
    Constraint.AtMost<Drone>("price", d => d.Price, 500),
    Constraint.AtLeast<Drone>("range", d => d.Kilometres, 12));
Console.WriteLine($"below 500, beyond 12 km:  {choice.Item?.Name} ({choice.Kind})");
Console.WriteLine($"where the curve bends:    {snapshot.Knee()?.Name}");
Console.WriteLine($"mass counts three times:  {snapshot.Compromise(("mass (g)", 3), ("range (km)", 1))?.Name}");
Console.WriteLine($"hypervolume:              {snapshot.Hypervolume(1800, 4):F0} g·km up to 1800 g and 4 km");

AddOutcome<Drone> late = frontier.Add(new Drone("Falcon", 590, 15.8, 1150, 0.7));
Console.WriteLine($"Falcon comes in:          {late.Status}, out go {string.Join(", ", late.Left.Select(d => d.Name))}");

var chart = new FrontierChart<Drone>(snapshot, new FrontierChartOptions<Drone>
{
    Title = "Drones: light and far",
    Label = d => d.Name,
    Reference = (1800, 4),
});
Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, "pareto-drones.svg"), chart.ToSvg());
File.WriteAllText(Path.Combine(folder, "pareto-drones.vl.json"), chart.ToVegaLite() + "\n");
Console.WriteLine();
Console.WriteLine($"wrote pareto-drones.svg and pareto-drones.vl.json to {folder}");
