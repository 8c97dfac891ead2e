using System.Globalization;
using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class EarlyStoppingTests
{
    private static readonly JsonElement Golden = ScalingData.Golden("majority.json", "Statistics");

    [Test]
    public void ScaleAsync_Alone_TakesTheGoldenSamples()
    {
        foreach (JsonElement row in Golden.GetProperty("esc_expected").EnumerateArray())
        {
            int window = row.GetProperty("w").GetInt32(), most = row.GetProperty("L").GetInt32();
            double[] p = [.. row.GetProperty("p").EnumerateArray().Select(p => p.GetString()!.Split('/').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).Aggregate((a, b) => a / b))];
            var policy = new EarlyStoppingPolicy(new EarlyStoppingOptions { MaxSamples = most, Window = window }, stopsWhenDecided: false);
            var walk = new Walk(policy, most, p.Length, path => $"{path.Length} {Walk.LastWindow(path, window)}");
            Assert.That(walk.Expect(p).Samples, Is.EqualTo(row.GetProperty("expected").GetDouble()).Within(1e-9), row.ToString());
        }
    }

    [Test]
    public void ScaleAsync_Stream_ReturnsThePluralityOfAllWindows()
    {
        foreach (JsonElement row in Golden.GetProperty("esc_stream").EnumerateArray())
        {
            var options = new EarlyStoppingOptions { MaxSamples = row.GetProperty("L").GetInt32(), Window = row.GetProperty("w").GetInt32() };
            string stream = string.Join(' ', row.GetProperty("stream").EnumerateArray().Select(a => a.GetString()));
            RecordedTraces source = ScalingData.Source(stream);
            ScalingOutcome outcome = new EarlyStoppingPolicy(options, stopsWhenDecided: false).Run(source);
            Assert.That(outcome.Answer, Is.EqualTo(row.GetProperty("overallMajority").GetString()));
            Assert.That(source.Delivered, Is.EqualTo(row.GetProperty("n").GetInt32()));
            Assert.That(ScalingPolicies.EarlyStopping(options).Run(ScalingData.Source(stream)).Answer, Is.EqualTo(outcome.Answer));
        }
    }

    [TestCase("A A A A A B B B B B", 5)]
    [TestCase("A A A A - A A A A A B B B B B B B B B B", 10)]
    [TestCase("- - - - - A A A A A B B B B B B B B B B B", 10)]
    public void ScaleAsync_UnanimousWindow_Stops(string answers, int samples)
    {
        RecordedTraces source = ScalingData.Source(answers);
        Assert.That(ScalingPolicies.EarlyStopping(answers.Split(' ').Length).Run(source).Answer, Is.EqualTo("A"));
        Assert.That(source.Delivered, Is.EqualTo(samples));
    }

    [Test]
    public void ScaleAsync_NotAMultipleOfTheWindow_TakesNoMoreThanAsked()
    {
        RecordedTraces source = ScalingData.Source("A B C A B C B");
        Assert.That(ScalingPolicies.EarlyStopping(7, 3).Run(source).Answer, Is.EqualTo("B"));
        Assert.That(source.Started, Is.EqualTo(7));
    }

    [Test]
    public void EarlyStopping_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.EarlyStopping(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.EarlyStopping(8, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.EarlyStopping(null!), Throws.ArgumentNullException);
    }
}
