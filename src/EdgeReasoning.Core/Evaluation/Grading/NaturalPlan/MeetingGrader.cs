using System.Text.Json;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Meetings, by the rules of Natural-Plan's <c>evaluate_meeting_planning.py</c>: the steps are played through, with the travel times that the task gives and not
/// those that the reply claims; a step that cannot be ends the plan; right is who meets as many as the golden plan.
/// </summary>
/// <remarks>
/// Of the paper's patch of this script one thing is taken over: sentences that are no step are left out, so that a remark between the steps, or after them,
/// does not end the plan. What is not taken over is to delete phrases from the reply first, which deletes steps too.
/// </remarks>
internal sealed class MeetingGrader(MeetingTask task, int golden)
    : AnswerGrader(new PlanExtractor("meeting", text => string.Join(". ", MeetingTask.Steps(text))), FormattableString.Invariant($"{golden} meetings"))
{
    public static MeetingGrader Create(NaturalPlanItem item)
    {
        try
        {
            JsonElement constraints = item.Member("constraints");
            var people = new Dictionary<string, MeetingPerson>();
            foreach (JsonElement person in constraints.EnumerateArray().Skip(1))
            {
                string[] times = person[2].GetString()!.Split("to");
                people[person[0].GetString()!] = new MeetingPerson(person[1].GetString()!, MeetingTask.Clock(times[0]), MeetingTask.Clock(times[1]), person[3].GetInt32());
            }

            var minutes = item.Member("dist_matrix").EnumerateObject().ToDictionary(
                from => from.Name, from => from.Value.EnumerateObject().ToDictionary(to => to.Name, to => to.Value.GetInt32()));
            var task = new MeetingTask(constraints[0][0].GetString()!, MeetingTask.Clock(constraints[0][1].GetString()!), people, minutes);
            JsonElement plan = item.Member("golden_plan");
            string text = plan.ValueKind == JsonValueKind.Array ? string.Concat(plan.EnumerateArray().Select(step => $"{step.GetString()} ")) : plan.GetString()!;
            return new MeetingGrader(task, task.Meetings(MeetingTask.Steps(text)));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw item.Error($"constraints, dist_matrix or golden_plan are not as in Natural-Plan: {exception.Message}", exception);
        }
    }

    public override bool IsCorrect(string answer) => task.Meetings(MeetingTask.Steps(answer)) == golden;
}
