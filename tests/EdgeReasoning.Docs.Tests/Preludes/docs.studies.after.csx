Assert.That(study.Plans, Has.Count.EqualTo(1));
Assert.That(File.Exists("my-study/report.html"));
