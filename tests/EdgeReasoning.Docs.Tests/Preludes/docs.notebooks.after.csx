Assert.That(NotebookKernel.Take(), Has.Count.EqualTo(1));
