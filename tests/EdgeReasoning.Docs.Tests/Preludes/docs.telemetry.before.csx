using EdgeReasoning.Extensions.AI;

string path = TinyModels.ReasonerSmall;
List<System.Diagnostics.Activity> spans = [];
var listener = new System.Diagnostics.ActivityListener
{
    ShouldListenTo = source => source.Name == TelemetryExtensions.SourceName,
    Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllData,
    ActivityStopped = spans.Add,
};
System.Diagnostics.ActivitySource.AddActivityListener(listener);
