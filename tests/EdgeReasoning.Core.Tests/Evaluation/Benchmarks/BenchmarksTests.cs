using EdgeReasoning.Evaluation.StoryMath;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class BenchmarksTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void Make() => _folder = new Scratch();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Mmlu_CsvWithoutHeader_ReadsQuestionsChoicesAndSubject()
    {
        // Layout of data/test/*.csv of hendrycks/test: question, A, B, C, D, letter; fields quoted where they need to be.
        _folder.Write("abstract_algebra_test.csv", "\"Find the degree, over Q, of \"\"sqrt(2)\"\".\",0,4,2,6,C\r\nIs 1 a unit?,yes,no,\"a\nb\",c,A\r\n");
        _folder.Write("virology_test.csv", "What?,a,b,c,d,D\n");
        Benchmark benchmark = Benchmarks.Mmlu(_folder.Folder);
        Assert.Multiple(() =>
        {
            Assert.That(benchmark.Questions.Select(question => (question.Id, question.Subject, question.Grader.Expected)), Is.EqualTo(new[]
            {
                ("abstract_algebra_test-1", "abstract_algebra", "C"), ("abstract_algebra_test-2", "abstract_algebra", "A"), ("virology_test-1", "virology", "D"),
            }));
            Assert.That(benchmark.Questions[0].Prompt, Is.EqualTo("Find the degree, over Q, of \"sqrt(2)\".\nA) 0\nB) 4\nC) 2\nD) 6\n\nThink step by step, then finish with: The answer is X, where X is one of A to D."));
            Assert.That(benchmark.Questions[1].Prompt, Does.Contain("C) a\nb\n"));
            Assert.That(Grade(benchmark.Questions[0], "The answer is C."), Is.True);
            Assert.That(Grade(benchmark.Questions[0], "The answer is B."), Is.False);
            Assert.That(benchmark.TakePerSubject(1).Questions, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void Mmlu_JsonLines_ReadsTheIndexOfTheAnswer()
    {
        // Layout of cais/mmlu.
        _folder.Write("mmlu.jsonl", """{"question":"Two and two?","subject":"arithmetic","choices":["3","4","5","6"],"answer":1}""" + "\n\n");
        BenchmarkQuestion question = Benchmarks.Mmlu(_folder["mmlu.jsonl"], instruction: "").Questions.Single();
        Assert.That((question.Id, question.Subject, question.Grader.Expected, question.Prompt), Is.EqualTo(("mmlu-1", "arithmetic", "B", "Two and two?\nA) 3\nB) 4\nC) 5\nD) 6")));
    }

    [TestCase(MmluReduxLabels.Ignored, "redux-1:A redux-2:B redux-3:A redux-4:A redux-5:A redux-6:D redux-7:C redux-8:A")]
    [TestCase(MmluReduxLabels.OkOnly, "redux-1:A")]
    [TestCase(MmluReduxLabels.Corrected, "redux-1:A redux-2:C redux-3:D redux-4:B redux-6:A or D redux-7:A or B")]
    public void MmluRedux_Labels_AreUsedOrIgnoredAsAsked(MmluReduxLabels labels, string expected)
    {
        // Columns and values of the dataset card of edinburgh-dawg/mmlu-redux; corrections come as a letter, an index or the choice's text.
        string[] lines =
        [
            Line(0, "ok", "null"),
            Line(1, "wrong_groundtruth", "\"C\""),
            Line(0, "wrong_groundtruth", "\"3\""),
            Line(0, "wrong_groundtruth", "\"two\""),
            Line(0, "no_correct_answer", "\"seven\""),
            Line(3, "multiple_correct_answers", "\"A and D\""),
            Line(2, "multiple_correct_answers", "[0, 1]".Replace("[0, 1]", "\"[0, 1]\"", StringComparison.Ordinal)),
            Line(0, "bad_question_clarity", "null"),
        ];
        _folder.Write("redux.jsonl", string.Join('\n', lines));
        Benchmark benchmark = Benchmarks.MmluRedux(_folder["redux.jsonl"], labels);
        Assert.That(string.Join(' ', benchmark.Questions.Select(question => $"{question.Id}:{question.Grader.Expected}")), Is.EqualTo(expected));

        static string Line(int answer, string error, string correct) =>
            $$"""{"question":"How many?","choices":["one","two","three","four"],"answer":{{answer}},"error_type":"{{error}}","source":null,"correct_answer":{{correct}},"potential_reason":null}""";
    }

    [Test]
    public void MmluRedux_Csv_ReadsListsWithoutRunningThem()
    {
        // As pandas writes the columns: the list in Python's notation, or NumPy's without commas.
        _folder.Write("virology.csv", "question,choices,answer,error_type,source,correct_answer,potential_reason\n"
            + "\"Who, then?\",\"['It\\'s me', \"\"you, or I\"\", 'he', 'she']\",1,ok,,,\n"
            + "What?,\"['a' 'b'\n 'c' 'd']\",3,ok,,,\n");
        Benchmark benchmark = Benchmarks.MmluRedux(_folder["virology.csv"], MmluReduxLabels.OkOnly, "");
        Assert.That(benchmark.Questions.Select(question => question.Prompt), Is.EqualTo(new[] { "Who, then?\nA) It's me\nB) you, or I\nC) he\nD) she", "What?\nA) a\nB) b\nC) c\nD) d" }));
        Assert.That(benchmark.Questions.Select(question => (question.Id, question.Subject, question.Grader.Expected)), Is.EqualTo(new[] { ("virology-2", "virology", "B"), ("virology-3", "virology", "D") }));
    }

    [Test]
    public void Gsm8k_JsonLines_TakesTheNumberBehindTheMark()
    {
        // Layout of openai/gsm8k.
        _folder.Write("test.jsonl", """{"question":"How much?","answer":"She makes 9 * 2 = $<<9*2=18>>18.\n#### 1,218"}""");
        BenchmarkQuestion question = Benchmarks.Gsm8k(_folder["test.jsonl"]).Questions.Single();
        Assert.That(Grade(question, "So it is \\boxed{1218}."), Is.True);
        Assert.That(Grade(question, "So it is \\boxed{18}."), Is.False);
        Assert.That(question.Prompt, Does.EndWith("put your final answer within \\boxed{}."));
    }

    [Test]
    public void Math500_JsonLines_ComparesByValue()
    {
        // Layout of HuggingFaceH4/MATH-500.
        _folder.Write("test.jsonl", """{"problem":"Convert.","solution":"...","answer":"\\left( 3, \\frac{\\pi}{2} \\right)","subject":"Precalculus","level":2,"unique_id":"test/precalculus/807.json"}""");
        BenchmarkQuestion question = Benchmarks.Math500(_folder["test.jsonl"]).Questions.Single();
        Assert.That((question.Id, question.Subject), Is.EqualTo(("test/precalculus/807.json", "Precalculus")));
        Assert.That(Grade(question, "\\boxed{(3, \\pi/2)}"), Is.True);
        Assert.That(Grade(question, "\\boxed{(3, \\pi)}"), Is.False);
    }

    [Test]
    public void Aime_JsonLines_KnowsTheUsualColumns()
    {
        // Columns of Maxwell-Jia/AIME_2024 and of opencompass/AIME2025.
        _folder.Write("aime.jsonl", """{"ID":"2024-II-4","Problem":"Find m+n.","Solution":"...","Answer":33}""" + "\n" + """{"question":"Find b.","answer":"070"}""");
        Benchmark benchmark = Benchmarks.Aime(_folder["aime.jsonl"]);
        Assert.That(benchmark.Questions.Select(question => question.Id), Is.EqualTo(new[] { "2024-II-4", "aime-2" }));
        Assert.That(Grade(benchmark.Questions[1], "\\boxed{70}"), Is.True);
        _folder.Write("aime.jsonl", """{"problem":"Find.","answer":"1/2"}""");
        Assert.That(() => Benchmarks.Aime(_folder["aime.jsonl"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("aime.jsonl, line 1: '1/2'"));
    }

    [Test]
    public void StoryMath_BothForms_AreGraded([Values] StoryForm form)
    {
        Benchmark benchmark = Benchmarks.StoryMath(StorySplit.Dev, 5, form);
        StoryProblem story = Stories.Create(StorySplit.Dev, 3);
        BenchmarkQuestion question = benchmark.Questions[3];
        Assert.That((question.Id, question.Subject), Is.EqualTo(("Dev-3", $"{story.Steps.Count} steps")));
        Assert.That(question.Prompt, Is.EqualTo(form == StoryForm.Open ? story.Question : story.QuestionWithChoices));
        Assert.That(Grade(question, form == StoryForm.Open ? $"{story.Answer}" : $"{story.AnswerLetter}"), Is.True);
        Assert.That(Grade(question, form == StoryForm.Open ? $"{story.Answer + 1}" : story.AnswerLetter == 'A' ? "B" : "A"), Is.False);
    }

    [Test]
    public void FromCsv_ColumnsOfOnesOwn_AreFoundByName()
    {
        _folder.Write("mine.csv", "Nr,Frage,Antwort,Fach\n7,Wie viele?,12,Zahlen\n8,Und nun?,1/2,Zahlen\n");
        Benchmark benchmark = Benchmarks.FromCsv(_folder["mine.csv"], "mine", AnswerGraders.Number, new QuestionColumns { Question = "frage", Answer = "antwort", Id = "nr", Subject = "fach" }, "Nur die Zahl.");
        Assert.That(benchmark.Questions.Select(question => (question.Id, question.Prompt, question.Subject)), Is.EqualTo(new[] { ("7", "Wie viele?\n\nNur die Zahl.", "Zahlen"), ("8", "Und nun?\n\nNur die Zahl.", "Zahlen") }));
        Assert.That(Grade(benchmark.Questions[1], "0.5"), Is.True);
    }

    [Test]
    public void FromJsonLines_Choices_AsListOrAsColumns()
    {
        _folder.Write("list.jsonl", """{"question":"Which?","options":["x","y","z"],"answer":"b"}""");
        _folder.Write("columns.jsonl", """{"question":"Which?","one":"x","two":"y","answer":1}""");
        BenchmarkQuestion list = Benchmarks.FromJsonLines(_folder["list.jsonl"], "mine", AnswerGraders.Text, new QuestionColumns { Choices = ["options"] }).Questions.Single();
        BenchmarkQuestion columns = Benchmarks.FromJsonLines(_folder["columns.jsonl"], "mine", AnswerGraders.Text, new QuestionColumns { Choices = ["one", "two"] }).Questions.Single();
        Assert.That((list.Grader.Expected, columns.Grader.Expected), Is.EqualTo(("B", "B")));
        Assert.That(list.Prompt, Does.EndWith("one of A to C."));
    }

    [TestCase("{\"question\":\"Which?\"}", "mine.jsonl, line 1: column 'answer' is missing or empty; there are 'question'")]
    [TestCase("{\"question\":\"Which?\",\"answer\":\"1\"}\n{\"question\":\"\",\"answer\":\"1\"}", "mine.jsonl, line 2: column 'question' is missing or empty")]
    [TestCase("{\"question\":", "mine.jsonl, line 1: this is not JSON")]
    [TestCase("[1]", "mine.jsonl, line 1: this is not a JSON object")]
    public void FromJsonLines_BadRow_SaysWhereAndWhat(string text, string message)
    {
        _folder.Write("mine.jsonl", text);
        Assert.That(() => Benchmarks.FromJsonLines(_folder["mine.jsonl"], "mine", AnswerGraders.Number), Throws.TypeOf<InvalidDataException>().With.Message.Contains(message));
    }

    [TestCase("question,answer\nWhich?\n", "mine.csv, line 2: there are 1 fields for the 2 columns 'question', 'answer'")]
    [TestCase("question,answer\nA,1\n\"Which?,2\n", "mine.csv, line 3: a quote that begins here is not closed")]
    [TestCase("question,anwser\nWhich?,1\n", "mine.csv, line 2: column 'answer' is missing or empty; there are 'question', 'anwser'")]
    public void FromCsv_BadRow_SaysWhereAndWhat(string text, string message)
    {
        _folder.Write("mine.csv", text);
        Assert.That(() => Benchmarks.FromCsv(_folder["mine.csv"], "mine", AnswerGraders.Number), Throws.TypeOf<InvalidDataException>().With.Message.Contains(message));
    }

    [Test]
    public void EveryFormat_FileThatIsMissingOrOfAnotherKind_SaysSo()
    {
        _folder.Write("mmlu.parquet", "PAR1");
        Assert.Multiple(() =>
        {
            Assert.That(() => Benchmarks.Mmlu(_folder["none.csv"]), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.csv"));
            Assert.That(() => Benchmarks.Mmlu(_folder.Folder), Throws.TypeOf<FileNotFoundException>());
            Assert.That(() => Benchmarks.Mmlu(_folder["mmlu.parquet"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("neither .csv nor .jsonl"));
            Assert.That(() => Benchmarks.NaturalPlan(_folder["none.json"], NaturalPlanTask.Trip), Throws.TypeOf<FileNotFoundException>());
        });
    }

    [Test]
    public void Benchmark_SameIdentifierTwice_IsRefused()
    {
        BenchmarkQuestion question = Samples.Questions(1).Questions[0];
        Assert.That(() => new Benchmark("twice", [question, question]), Throws.ArgumentException.With.Message.Contains("'q0'"));
        Assert.That(() => new Benchmark("none", []), Throws.ArgumentException);
    }

    private static bool Grade(BenchmarkQuestion question, string reply) => question.Grader.Extractor.Extract(reply) is { } answer && question.Grader.IsCorrect(answer.Normalized);
}
