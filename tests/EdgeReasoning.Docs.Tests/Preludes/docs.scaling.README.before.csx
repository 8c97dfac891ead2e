DeviceProfile profile = ArtifactCatalog.Profile(ArtifactModel.Llama8B);
profile = profile with { Parallel = [new ParallelDecodeModel { Layout = profile.Backend.Layout, Costs = [new(1, 0.1), new(8, 0.12)], SecondsPerAttendedToken = 0 }] };

IReadOnlyList<Trace> stored;
await using (ReasoningEngine engine = await LlamaCppEngine.LoadAsync("model.gguf"))
    stored = (await engine.ReasonAsync(question, new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 16, Launch = SampleLaunch.AllAtOnce }) })).Traces;
