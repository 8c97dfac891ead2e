Assert.That(File.Exists("report.html") && File.Exists("out/report.md"));
