using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

/// <summary>Layouts and rules of google-deepmind/natural-plan; the tasks are made up, and graded by hand after its scripts.</summary>
public sealed class NaturalPlanTests
{
    private const string Trip = """
        {"trip_planning_example_1":{"num_cities":"3","cities":"Vilnius**Munich**Mykonos","durations":"4**3**7",
        "prompt_0shot":"Plan 0","prompt_5shot":"Plan 5","golden_plan":"..."}}
        """;

    private const string Calendar = """
        {"calendar_scheduling_example_1":{"num_people":2,"num_days":1,"prompt_0shot":"Find 0","prompt_5shot":"Find 5",
        "golden_plan":"Here is the proposed time: Monday, 14:30 - 15:30 "}}
        """;

    private const string Meeting = """
        {"meeting_planning_example_1":{"num_people":2,"prompt_0shot":"Meet 0","prompt_5shot":"Meet 5",
        "constraints":[["Pacific Heights","9:00AM"],["Mary","Golden Gate Park","10:00AM to 12:00PM",60],["Paul","Presidio","1:00PM to 3:00PM",90]],
        "dist_matrix":{"Pacific Heights":{"Golden Gate Park":15,"Presidio":11},"Golden Gate Park":{"Pacific Heights":16,"Presidio":11},"Presidio":{"Pacific Heights":11,"Golden Gate Park":12}},
        "golden_plan":["You start at Pacific Heights at 9:00AM.","You travel to Golden Gate Park in 15 minutes and arrive at 9:15AM.","You wait until 10:00AM.","You meet Mary for 60 minutes from 10:00AM to 11:00AM.",
        "You travel to Presidio in 11 minutes and arrive at 11:11AM.","You wait until 1:00PM.","You meet Paul for 90 minutes from 1:00PM to 2:30PM."]}}
        """;

    private const string GoodTrip = """
        Here is the trip plan for visiting the 3 European cities for 12 days:

        **Day 1-4:** Arriving in Vilnius and visit Vilnius for 4 days.
        **Day 4:** Fly from Vilnius to Munich.
        **Day 4-6:** Visit Munich for 3 days.
        **Day 6:** Fly from Munich to Mykonos.
        **Day 6-12:** Visit Mykonos for 7 days.
        """;

    private const string GoodMeeting =
        "SOLUTION: You start at Pacific Heights at 9:00AM. You travel to Golden Gate Park in 15 minutes and arrive at 9:15AM. You wait until 10:00AM. You meet Mary for 60 minutes from 10:00AM to 11:00AM. "
        + "You travel to Presidio in 11 minutes and arrive at 11:11AM. You wait until 1:00PM. You meet Paul for 90 minutes from 1:00PM to 2:30PM.";

    private Scratch _folder = null!;

    [SetUp]
    public void Make() => _folder = new Scratch();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void NaturalPlan_Files_AreReadWithTheirPrompts()
    {
        BenchmarkQuestion trip = Read(Trip, NaturalPlanTask.Trip), meeting = Read(Meeting, NaturalPlanTask.Meeting), calendar = Read(Calendar, NaturalPlanTask.Calendar);
        Assert.Multiple(() =>
        {
            Assert.That((trip.Id, trip.Prompt, trip.Subject, trip.Grader.Expected), Is.EqualTo(("trip_planning_example_1", "Plan 5", "3 cities", "Vilnius 4, Munich 3, Mykonos 7")));
            Assert.That((meeting.Subject, meeting.Grader.Expected), Is.EqualTo(("2 people", "2 meetings")));
            Assert.That((calendar.Subject, calendar.Grader.Expected), Is.EqualTo(("2 people", "Monday 14.5 to 15.5")));
            Assert.That(Benchmarks.NaturalPlan(_folder["plan.json"], NaturalPlanTask.Calendar, shots: 0).Questions[0].Prompt, Is.EqualTo("Find 0"));
        });
    }

    [Test]
    public void Trip_StaysFollowFromTheFlights()
    {
        BenchmarkQuestion question = Read(Trip, NaturalPlanTask.Trip);
        Assert.Multiple(() =>
        {
            Assert.That(Grade(question, GoodTrip), Is.True);
            Assert.That(Grade(question, GoodTrip.Replace("Day 6:** Fly", "Day 7:** Fly", StringComparison.Ordinal)), Is.False, "a day longer in Munich");
            Assert.That(Grade(question, GoodTrip.Replace("Munich", "Bern", StringComparison.Ordinal)), Is.False, "another city");
            Assert.That(Grade(question, GoodTrip + "\n**Day 12:** Fly from Mykonos to Oslo.\n**Day 12-15:** Visit Oslo."), Is.True, "what follows the last day is not read");
            Assert.That(Grade(question, GoodTrip.Replace(" for 12 days:", ":", StringComparison.Ordinal) + "\n**Day 12:** Fly from Mykonos to Oslo.\n**Day 12-15:** Visit Oslo."), Is.True, "the golden cities come first");
            Assert.That(Grade(question, "**Day 1-12:** Stay."), Is.Null, "no flight");
            Assert.That(Grade(question, "I do not know."), Is.Null);
        });
    }

    [TestCase("Here is the proposed time: Monday, 14:30 - 15:30", true)]
    [TestCase("Monday, 14:30 - 15:30, or else Tuesday, 9:00 - 10:00", true)]
    [TestCase("Tuesday, 9:00 - 10:00, or else Monday, 14:30 - 15:30", false)]
    [TestCase("Monday, 14:30 - 15:00", false)]
    [TestCase("Monday, 014:30 - 15:30", true)]
    [TestCase("Monday 14:30 to 15:30", null)]
    public void Calendar_FirstTimeOfTheReplyCounts(string reply, bool? right) => Assert.That(Grade(Read(Calendar, NaturalPlanTask.Calendar), reply), Is.EqualTo(right));

    [Test]
    public void Meeting_PlansArePlayedThrough()
    {
        BenchmarkQuestion question = Read(Meeting, NaturalPlanTask.Meeting);
        Assert.Multiple(() =>
        {
            Assert.That(Grade(question, GoodMeeting), Is.True);
            Assert.That(Grade(question, GoodMeeting.Replace("SOLUTION: ", "", StringComparison.Ordinal)), Is.True);
            Assert.That(Grade(question, GoodMeeting.Replace("You wait until 10:00AM. ", "", StringComparison.Ordinal)), Is.False, "Mary is not there yet");
            Assert.That(Grade(question, GoodMeeting.Replace("You wait until 1:00PM", "You wait until 11:00AM", StringComparison.Ordinal)), Is.False, "back in time");
            Assert.That(Grade(question, GoodMeeting.Replace("travel to Presidio", "travel to Sunset", StringComparison.Ordinal)), Is.False, "an unknown place");
            Assert.That(Grade(question, GoodMeeting.Replace("in 11 minutes", "in 1 minute", StringComparison.Ordinal)), Is.True, "travel times are the task's");
            Assert.That(Grade(question, GoodMeeting + " That makes two friends. You meet Mary for 60 minutes from 3:00PM to 4:00PM."), Is.True, "what fails after both meetings costs none");
            Assert.That(Grade(question, GoodMeeting.Replace("You wait until 1:00PM", "This leaves time for lunch. You wait until 1:00PM", StringComparison.Ordinal)), Is.True, "a remark is no step");
            Assert.That(Grade(question, GoodMeeting[..GoodMeeting.IndexOf("You travel to Presidio", StringComparison.Ordinal)]), Is.False, "only one of two");
            Assert.That(Grade(question, "Meet whom you like"), Is.Null);
        });
    }

    [Test]
    public void PlansThatAreEqual_VoteTogether()
    {
        BenchmarkQuestion question = Read(Trip, NaturalPlanTask.Trip);
        string other = GoodTrip.Replace("Arriving in Vilnius and visit", "We see", StringComparison.Ordinal);
        Assert.That(question.Grader.Extractor.Extract(other)!.Normalized, Is.EqualTo(question.Grader.Extractor.Extract(GoodTrip)!.Normalized));
    }

    [TestCase(NaturalPlanTask.Trip, "{\"x\":{\"prompt_5shot\":\"p\",\"num_cities\":\"3\",\"cities\":\"A**B\",\"durations\":\"1\"}}", "question 'x': there are 2 cities and 1 durations")]
    [TestCase(NaturalPlanTask.Meeting, "{\"x\":{\"prompt_5shot\":\"p\",\"num_people\":1,\"constraints\":[[\"A\",\"nine\"]],\"dist_matrix\":{},\"golden_plan\":[]}}", "question 'x': constraints, dist_matrix or golden_plan")]
    [TestCase(NaturalPlanTask.Calendar, "{\"x\":{\"prompt_5shot\":\"p\",\"num_people\":1}}", "question 'x': there is no 'golden_plan'")]
    [TestCase(NaturalPlanTask.Calendar, "[]", "plan.json is not a file of Natural-Plan")]
    [TestCase(NaturalPlanTask.Calendar, "{", "plan.json is not JSON")]
    public void NaturalPlan_BadFile_SaysWhereAndWhat(NaturalPlanTask task, string text, string message)
        => Assert.That(() => Read(text, task), Throws.TypeOf<InvalidDataException>().With.Message.Contains(message));

    private BenchmarkQuestion Read(string text, NaturalPlanTask task) => Benchmarks.NaturalPlan(_folder.Write("plan.json", text), task).Questions.Single();

    /// <summary>Null where no plan was found, which is wrong too.</summary>
    private static bool? Grade(BenchmarkQuestion question, string reply) => question.Grader.Extractor.Extract(reply) is { } answer ? question.Grader.IsCorrect(answer.Normalized) : null;
}
