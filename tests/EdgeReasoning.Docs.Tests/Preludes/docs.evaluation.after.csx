Assert.That(results, Has.Count.EqualTo(8));
Assert.That(majority, Is.InRange(0, 1));
Assert.That((redux.Questions.Count, mine.Questions.Count, new NearEnough(3).IsCorrect("3.2"), new NearEnough(3).IsCorrect("4")), Is.EqualTo((1, 1, true, false)));
store.Dispose();
