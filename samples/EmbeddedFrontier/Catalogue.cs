namespace EmbeddedFrontier;

/// <summary>Drones made up for this sample.</summary>
internal static class Catalogue
{
    public static readonly Drone[] Drones =
    [
        new("Wren", 249, 6.1, 399, 0.4),
        new("Finch", 249, 5.4, 329, 0.4),
        new("Swift", 310, 8.0, 520, 0.5),
        new("Lark", 350, 7.6, 450, 0.6),
        new("Martin", 420, 10.2, 790, 0.5),
        new("Starling", 480, 9.1, 560, 0.7),
        new("Jay", 530, 12.4, 990, 0.8),
        new("Plover", 560, 12.1, 870, 0.9),
        new("Kestrel", 630, 13.9, 950, 0.6),
        new("Magpie", 690, 11.0, 610, 0.8),
        new("Merlin", 720, 15.5, 1290, 0.9),
        new("Curlew", 760, 14.2, 1010, 1.1),
        new("Rook", 830, 13.1, 840, 0.9),
        new("Harrier", 880, 17.0, 1490, 1.0),
        new("Heron", 980, 18.4, 1380, 1.4),
        new("Osprey", 1080, 20.3, 1990, 1.2),
        new("Raven", 1150, 16.2, 1190, 1.0),
        new("Buzzard", 1240, 21.0, 2190, 1.5),
        new("Pelican", 1420, 19.0, 1690, 1.3),
        new("Condor", 1600, 24.5, 2990, 1.6),
        new("Prototype", 700, double.NaN, 0, 0),
    ];
}
