namespace EdgeReasoning.Pareto;

internal sealed record Drone(string Name, double Grams, double Kilometres, double Price = 0, string Kind = "quad")
{
    public static readonly Objective<Drone> Mass = Objective.Minimize<Drone>("mass", d => d.Grams);
    public static readonly Objective<Drone> Range = Objective.Maximize<Drone>("range", d => d.Kilometres);

    public static readonly Drone Wren = new("Wren", 250, 6, 400);
    public static readonly Drone Kestrel = new("Kestrel", 600, 12, 950);
    public static readonly Drone Heron = new("Heron", 900, 20, 1500);
    public static readonly Drone Dodo = new("Dodo", 700, 8, 300);
    public static readonly Drone Finch = new("Finch", 250, 6, 350);

    public static readonly Drone[] All = [Wren, Dodo, Kestrel, Heron, Finch];

    public static ParetoFrontier<Drone> Frontier(FrontierOptions<Drone>? options = null)
    {
        var frontier = new ParetoFrontier<Drone>(options ?? new FrontierOptions<Drone>(), Mass, Range);
        frontier.AddRange(All);
        return frontier;
    }
}
