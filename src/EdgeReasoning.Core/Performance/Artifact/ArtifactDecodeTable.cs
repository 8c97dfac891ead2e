using System.Globalization;

namespace EdgeReasoning.Performance;

/// <summary>The exponential power curves that the artifact fitted to each measured configuration, in the order of its file.</summary>
internal static class ArtifactDecodeTable
{
    private const string Resource = "EdgeReasoning.Performance.Artifact.Data.decode-power.csv";

    private static readonly Lazy<ILookup<ArtifactModel, Row>> Rows = new(Load);

    /// <summary>The curve nearest in |prompt| + |reply| tokens; the first in the file wins a tie, as in the artifact.</summary>
    internal static SaturatingPower Nearest(ArtifactModel model, int promptTokens, int replyTokens)
        => Rows.Value[model].MinBy(row => Math.Abs(row.PromptTokens - promptTokens) + Math.Abs(row.ReplyTokens - replyTokens))!.Power;

    private static ILookup<ArtifactModel, Row> Load()
    {
        using Stream stream = typeof(ArtifactDecodeTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using StreamReader reader = new(stream);
        List<Row> rows = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            string[] cells = line.Split(',');
            SaturatingPower power = new() { SteadyWatts = Number(cells[3]), RiseWatts = Number(cells[4]), TimeConstantSeconds = Number(cells[5]) };
            rows.Add(new Row(Enum.Parse<ArtifactModel>(cells[0]), (int)Number(cells[1]), (int)Number(cells[2]), power));
        }

        return rows.ToLookup(row => row.Model);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private sealed record Row(ArtifactModel Model, int PromptTokens, int ReplyTokens, SaturatingPower Power);
}
