using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>Solves a story from its text alone, by following everybody in it: what the generator says is checked against it.</summary>
internal static partial class StoryReader
{
    public static int Solve(string question)
    {
        Dictionary<string, int> counts = [];
        foreach (string sentence in question.Split(['.', ','], StringSplitOptions.TrimEntries))
        {
            if (Asks().Match(sentence) is { Success: true } asked) return counts[asked.Groups[1].Value];
            string[] words = sentence.Split(' ');
            if (words is [var person, var verb, .. var rest]) Play(counts, person, verb, rest);
        }

        throw new InvalidDataException($"nothing is asked in: {question}");
    }

    private static void Play(Dictionary<string, int> counts, string person, string verb, string[] rest)
    {
        switch (verb)
        {
            case "has":
                counts[person] = Number(rest[0]);
                break;
            case "finds" or "buys" or "wins" or "gets":
                counts[person] += Number(rest[0]);
                break;
            case "loses" or "sells" or "drops" or "uses":
                counts[person] -= rest[0] == "half" ? counts[person] / 2 : Number(rest[0]);
                break;
            case "doubles":
                counts[person] *= 2;
                break;
            case "gives":
                counts[person] -= Number(rest[1]);
                counts[rest[0]] += Number(rest[1]);
                break;
            case "shares":
                counts[person] /= 2;
                counts[rest[2]] += counts[person];
                break;
        }
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    [GeneratedRegex("How many \\w+ does (\\w+) have")]
    private static partial Regex Asks();
}
