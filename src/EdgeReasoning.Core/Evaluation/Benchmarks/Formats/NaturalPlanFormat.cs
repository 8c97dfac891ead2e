using System.Text.Json;

namespace EdgeReasoning.Evaluation;

/// <summary>Natural-Plan: one JSON object, a member for each question.</summary>
internal static class NaturalPlanFormat
{
    public static IEnumerable<BenchmarkQuestion> Read(string path, NaturalPlanTask task, int shots)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no benchmark file at {path}.", path);
        using JsonDocument document = Parse(path);
        int number = 0;
        foreach (JsonProperty question in document.RootElement.EnumerateObject())
        {
            number++;
            var item = new NaturalPlanItem(Path.GetFileName(path), question.Name, question.Value);
            yield return new BenchmarkQuestion
            {
                Id = question.Name,
                Prompt = item.Text(shots == 0 ? "prompt_0shot" : "prompt_5shot"),
                Subject = task == NaturalPlanTask.Trip ? $"{item.Text("num_cities")} cities" : $"{item.Text("num_people")} people",
                Grader = task switch
                {
                    NaturalPlanTask.Trip => TripGrader.Create(item),
                    NaturalPlanTask.Meeting => MeetingGrader.Create(item),
                    _ => CalendarGrader.Create(item),
                },
            };
        }
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            JsonDocument document = JsonDocument.Parse(file);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document
                : throw new InvalidDataException($"{Path.GetFileName(path)} is not a file of Natural-Plan: it is no JSON object with a member for each question.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not JSON: {exception.Message}", exception);
        }
    }
}
