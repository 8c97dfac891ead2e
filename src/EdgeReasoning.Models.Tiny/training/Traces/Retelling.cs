using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>The longest way to write a solution down: the story retold, with an equation behind every sentence that matters.
/// <c> Ann has 7. Gus has 18. It rains. Gus finds 8: 18+8=26. Ann buys 2. Gus drops half: 26/2=13.</c></summary>
/// <remarks>
/// Models this small read on from where they are with ease, and hardly learn to look something up. So everything stands in the order of the story,
/// what a person has at the beginning is found by going through everybody from the first one on, and what matters is decided sentence by sentence.
/// When somebody shares with the asked person, it is noted what that one has, and the story is begun again for the one who shares.
/// </remarks>
internal static class Retelling
{
    public static IEnumerable<Thought> Of(StoryProblem problem)
    {
        string asked = problem.Steps[^1].Person;
        string? helper = problem.Steps.FirstOrDefault(step => step.Person != asked)?.Person;
        string sharing = $"{helper} shares half with {asked}";
        var own = new Queue<StoryStep>(problem.Steps.Where(step => step.Person == asked));
        foreach (Thought beginning in People(problem, asked)) yield return beginning;
        foreach (string sentence in Sentences(problem))
        {
            yield return sentence == sharing ? new($" {sentence}", null) : Tell(sentence, own);
            if (sentence != sharing) continue;
            StoryStep gets = own.Dequeue();
            yield return new(FormattableString.Invariant($" {asked} {gets.Left}"), null);
            foreach (Thought thought in UntilSharing(problem, helper!, sharing)) yield return thought;
            yield return new($" {asked} ", gets);
        }
    }

    private static IEnumerable<Thought> UntilSharing(StoryProblem problem, string helper, string sharing)
    {
        var steps = new Queue<StoryStep>(problem.Steps.Where(step => step.Person == helper));
        foreach (Thought beginning in People(problem, helper)) yield return beginning;
        foreach (string sentence in Sentences(problem).TakeWhile(sentence => sentence != sharing)) yield return Tell(sentence, steps);
        yield return new($" {sharing}: ", steps.Dequeue());
    }

    private static Thought Tell(string sentence, Queue<StoryStep> steps) =>
        steps.TryPeek(out StoryStep? next) && next.Event == sentence ? new($" {sentence}: ", steps.Dequeue()) : new($" {sentence}", null);

    private static IEnumerable<Thought> People(StoryProblem problem, string last) =>
        Notation.UpTo(problem, last).Select(person => new Thought(FormattableString.Invariant($" {person.Name} has {person.Amount}"), null));

    /// <summary>What stands between the introduction and the question.</summary>
    public static string[] Sentences(StoryProblem problem) =>
        problem.Question.Split('.', StringSplitOptions.TrimEntries)[problem.People.Count..^1];
}
