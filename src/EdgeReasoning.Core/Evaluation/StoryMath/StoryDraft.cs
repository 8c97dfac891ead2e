using System.Text;

namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>A story while it is told: who has how much, and the steps that lead to what is asked.</summary>
internal sealed class StoryDraft
{
    private readonly StoryRandom _random;
    private readonly StoryPlot _plot;
    private readonly string _thing;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<StoryPerson> _people = [];
    private readonly List<StoryStep> _steps = [];
    // What the one who shares with the asked person did before; solved when the sharing is reached.
    private readonly List<StoryStep> _helperSteps = [];
    private bool _shared;

    private StoryDraft(StoryRandom random, int steps)
    {
        _random = random;
        _plot = StoryPlot.Draw(random, steps);
        _thing = random.Pick(StoryWords.Things);
    }

    /// <summary>The story with its question.</summary>
    public string Text => _text.ToString();

    /// <summary>Tells one; null where it led nowhere, to an odd number that was to be halved say.</summary>
    public static StoryDraft? TryWrite(StoryRandom random, int steps)
    {
        var draft = new StoryDraft(random, steps);
        draft.Begin();
        foreach (StoryScene scene in draft._plot.Scenes)
        {
            if (!draft.TryPlay(scene)) return null;
        }

        draft._text.Append(FormattableString.Invariant($" How many {draft._thing} does {draft._plot.Asked} {random.Pick(StoryWords.Endings)}"));
        return draft;
    }

    public StoryProblem ToProblem(StorySplit split, long index) => new()
    {
        Split = split,
        Index = index,
        Question = Text,
        Answer = _steps[^1].Result,
        People = _people,
        Choices = WrongAnswers.MixWith(_people, _steps, _random),
        Steps = _steps,
    };

    private void Begin()
    {
        _text.Append(_random.Pick(StoryWords.Openings));
        foreach (string person in _plot.People)
        {
            _counts[person] = _random.Between(4, 30);
            _people.Add(new(person, _counts[person]));
            Tell($"{person} has {_counts[person]} {_thing}");
        }
    }

    private bool TryPlay(StoryScene scene) => scene switch
    {
        StoryScene.Asked => TryChange(_plot.Asked, _steps),
        StoryScene.Helper => TryChange(_plot.Helper!, _helperSteps),
        StoryScene.Share => TryShare(),
        _ => TryDigress(),
    };

    private bool TryChange(string person, List<StoryStep> steps)
    {
        int count = _counts[person];
        StoryStep? step = _random.Between(0, 99) switch
        {
            < 34 => Gain(person, count),
            < 64 => Lose(person, count),
            < 76 => count is > 0 and <= 120 || (count <= 499 && _random.Chance(0.1)) ? new(person, $"{person} doubles the {_thing}", count, '*', 2, count * 2) : null,
            < 86 => count >= 4 && count % 2 == 0 ? new(person, $"{person} {_random.Pick(StoryWords.Losses)} half", count, '/', 2, count / 2) : null,
            < 90 => count >= 4 && count % 2 == 0 ? ShareOut(person, count) : null,
            < 95 => Give(person, count),
            _ => Receive(person, count),
        };
        step ??= count < 20 ? Gain(person, count) : Lose(person, count);
        if (step.Result is < 0 or > 999) return false;
        _counts[person] = step.Result;
        steps.Add(step);
        Tell(step.Event);
        return true;
    }

    private StoryStep Gain(string person, int count)
    {
        int amount = _random.Amount();
        return new(person, $"{person} {_random.Pick(StoryWords.Gains)} {amount}{Noun()}", count, '+', amount, count + amount);
    }

    private StoryStep Lose(string person, int count)
    {
        int amount = Math.Min(_random.Amount(), count);
        return amount == 0 ? Gain(person, count) : new(person, $"{person} {_random.Pick(StoryWords.Losses)} {amount}{Noun()}", count, '-', amount, count - amount);
    }

    private StoryStep? Give(string person, int count)
    {
        int amount = Math.Min(_random.Amount(), count);
        if (amount == 0 || Third(person) is not { } other) return null;
        _counts[other] += amount;
        return new(person, $"{person} gives {other} {amount}{Noun()}", count, '-', amount, count - amount);
    }

    private StoryStep? Receive(string person, int count)
    {
        if (Third(person) is not { } other || _counts[other] == 0) return null;
        int amount = Math.Min(_random.Amount(), _counts[other]);
        _counts[other] -= amount;
        return new(person, $"{other} gives {person} {amount}{Noun()}", count, '+', amount, count + amount);
    }

    private StoryStep? ShareOut(string person, int count)
    {
        if (Third(person) is not { } other) return null;
        _counts[other] += count / 2;
        return new(person, $"{person} shares half with {other}", count, '/', 2, count / 2);
    }

    /// <summary>The helper gives half to the asked person: only now it matters what the helper had.</summary>
    private bool TryShare()
    {
        string helper = _plot.Helper!;
        int all = _counts[helper], count = _counts[_plot.Asked];
        if (all < 2 || all % 2 != 0 || count + all / 2 > 999) return false;
        _steps.AddRange(_helperSteps);
        _steps.Add(new(helper, $"{helper} shares half", all, '/', 2, all / 2));
        _steps.Add(new(_plot.Asked, $"{_plot.Asked} gets {all / 2}", count, '+', all / 2, count + all / 2));
        _counts[helper] = all / 2;
        _counts[_plot.Asked] = count + all / 2;
        _shared = true;
        Tell($"{helper} shares half with {_plot.Asked}");
        return true;
    }

    /// <summary>Something that does not matter.</summary>
    private bool TryDigress()
    {
        if (Third(_plot.Asked) is { } person && !_random.Chance(0.15)) return TryChange(person, []);
        _text.Append(' ').Append(_random.Pick(StoryWords.Fillers));
        return true;
    }

    /// <summary>Somebody who does not matter, other than the person; null where there is nobody. The helper matters until the sharing.</summary>
    private string? Third(string person)
    {
        string[] others = [.. _plot.People.Where(other => other != person && other != _plot.Asked && (_shared || other != _plot.Helper))];
        return others.Length == 0 ? null : _random.Pick(others);
    }

    private string Noun() => _random.Chance(0.25) ? $" {_thing}" : "";

    private void Tell(string sentence) => _text.Append(' ').Append(sentence).Append('.');
}
