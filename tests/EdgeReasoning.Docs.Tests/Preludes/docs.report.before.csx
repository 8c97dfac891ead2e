using EdgeReasoning.Testing;

Study example = ExampleStudy.Create();
var results = example.Results;
DeviceProfile profile = example.Profiles[0];
Plan plan = example.Plans[0];
