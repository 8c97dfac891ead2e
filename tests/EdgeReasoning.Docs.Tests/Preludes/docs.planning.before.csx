ConfigurationResult Measured(string model, int right, double seconds) => new()
{
    Configuration = new Configuration { Model = model, Budget = new BudgetChoice("limit 64", TokenBudget.Create().Limit(64)), Scaling = ScalingChoice.Single },
    Outcomes = [.. Enumerable.Range(0, 100).Select(i => new QuestionOutcome($"q{i}", i < right, 100, 50, 60, 60, 1, seconds, 20))],
    Timing = Provenance.Measured,
    Device = "Board",
};
var results = new[] { Measured("reasoner-small", 60, 0.2), Measured("reasoner-large", 90, 1) };
var profiles = new Dictionary<string, DeviceProfile>();
