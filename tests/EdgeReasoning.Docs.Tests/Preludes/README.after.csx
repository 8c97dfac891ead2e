Assert.That(voted.Traces, Is.Not.Empty);
Assert.That(File.Exists("my-study/report.html"));
Assert.That(answer.Plan.Choice, Is.Not.Null);
