namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>What a step of the engine took in the steady state.</summary>
/// <param name="Between">Median seconds from one decode call to the next: all that the engine does beside decoding.</param>
/// <param name="InDecode">Median seconds of the decode call.</param>
/// <param name="Processor">Mean seconds of processor time of a step, decoding included, over all threads.</param>
/// <param name="BytesPerToken">Allocated by the decoding thread.</param>
/// <param name="WorkItemsPerToken">Work items of the thread pool: each time that somebody is told of something.</param>
/// <param name="WaitsPerToken">Times that any thread of the process has waited and been woken.</param>
internal readonly record struct StepFigures(double Between, double InDecode, double Processor, double BytesPerToken, double WorkItemsPerToken, double WaitsPerToken);
