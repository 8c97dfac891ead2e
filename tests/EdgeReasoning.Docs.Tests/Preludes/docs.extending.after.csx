Assert.That(new MyRuntimeTests(), Is.InstanceOf<InferenceContractTests>());
