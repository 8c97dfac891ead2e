record Drone(string Name, double Grams, double Kilometres, double Price, double RangeError = 0.5, string Kind = "quad");

Drone[] drones =
[
    new("Wren", 249, 6.1, 399), new("Martin", 420, 10.2, 790), new("Kestrel", 600, 13, 950),
    new("Rook", 830, 13.1, 840), new("Merlin", 720, 15.5, 1290), new("Condor", 1600, 24.5, 2990),
];
Drone falcon = new("Falcon", 590, 15.8, 1150);
ParetoFrontier<Drone> lastYear = new(
    Objective.Minimize<Drone>("mass", d => d.Grams),
    Objective.Maximize<Drone>("range", d => d.Kilometres));
lastYear.AddRange(drones);
