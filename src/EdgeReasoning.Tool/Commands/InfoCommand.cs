using System.CommandLine;
using System.Globalization;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>info</c>: what it runs on, or what a model is.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        var model = new Argument<string?>("model") { Description = "A GGUF file, or tiny:NAME. Without: what this device has.", Arity = ArgumentArity.ZeroOrOne };
        var choice = new ModelChoice();
        return Verb.Create("info", "Tells what it runs on, or what a model is.", [model, .. choice.Options], async (parsed, screen, cancellationToken) =>
        {
            if (parsed.GetValue(model) is { } name) await ShowModelAsync(screen, await choice.LoadAsync(parsed, name, new ReasoningEngineOptions { MaxParallelTraces = 1 }, cancellationToken));
            else ShowDevice(screen);
            return ExitCodes.Done;
        });
    }

    private static void ShowDevice(Screen screen)
    {
        DeviceState device = DeviceStateReader.Read();
        string[] meters = [.. PowerMeters.Discover().Select(meter => $"{meter}")];
        screen.Json(new { device, meters, tinyModels = TinyModels.Names });
        screen.Line($"device        {device.ModelName ?? "unknown"}, {device.Processor ?? "unknown processor"}");
        screen.Line($"system        {device.OperatingSystem}, {device.Kernel}");
        screen.Line($"power mode    {device.PowerMode ?? "unknown"}");
        screen.Line($"power meters  {(meters.Length == 0 ? "none that can be read" : string.Join(", ", meters))}");
        screen.Line($"tiny models   {string.Join(", ", TinyModels.Names)}");
    }

    private static async Task ShowModelAsync(Screen screen, ReasoningEngine engine)
    {
        await using (engine)
        {
            var info = (ModelInfo)engine.GetService(typeof(ModelInfo))!;
            screen.Json(new { model = info, thinking = engine.Thinking.Family, engine.Identity, engine.Limits });
            screen.Line($"name          {info.Name}");
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"architecture  {info.Architecture}, {info.ParameterCount / 1e6:N2} M parameters, {info.LayerCount} layers, {info.Quantization}"));
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"file          {info.SizeBytes / 1e6:N1} MB"));
            screen.Line($"context       {info.ContextLength} tokens, {info.KvBytesPerToken} bytes of KV memory each");
            screen.Line($"thinking      {(engine.Thinking.Thinks ? engine.Thinking.Family : "none: it answers at once")}");
            screen.Line($"runs on       {engine.Identity}");
        }
    }
}
