Assert.That(choice.Result.Configuration.Model, Is.EqualTo("reasoner-large"));
Assert.That(quick.Used.Result.Configuration.Model, Is.EqualTo("reasoner-small"));
Assert.That(result.Traces, Is.Not.Empty);
