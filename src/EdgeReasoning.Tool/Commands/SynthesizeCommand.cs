using System.CommandLine;
using System.Globalization;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Studies;
using EdgeReasoning.Tool.Terminal;

namespace EdgeReasoning.Tool.Commands;

/// <summary><c>synthesize</c>: a model of a given shape with random weights, to measure before a real one is downloaded.</summary>
internal static class SynthesizeCommand
{
    public static Command Create()
    {
        var shape = new Option<string>("--shape") { Description = $"One of {string.Join(", ", SyntheticShape.Named.Select(known => known.Name))}.", Required = true };
        var quantization = new Option<string>("--quantization") { Description = "f16, q8_0, q4_0 …", DefaultValueFactory = _ => "q4_0" };
        var path = new Option<string>("--out") { Description = "The file to write.", Required = true };
        return Verb.Create("synthesize", "Writes a model of a given shape with random weights: as fast and as large as a real one.", [shape, quantization, path], async (parsed, screen, cancellationToken) =>
        {
            SyntheticShape sizes = SyntheticShape.Of(parsed.GetValue(shape)!);
            LlamaQuantization type = Quantization(parsed.GetValue(quantization)!);
            string target = parsed.GetValue(path)!;
            await ProgressView.RunAsync(screen, async progress =>
            {
                await SyntheticModel.WriteAsync(sizes, target, type, progress: new Told(progress, sizes.Name), cancellationToken: cancellationToken);
                return true;
            });
            long bytes = new FileInfo(target).Length;
            screen.Json(new { path = Path.GetFullPath(target), shape = sizes.Name, quantization = $"{type}", bytes });
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFullPath(target)}: {sizes.Name}, {type}, {bytes / 1e6:N0} MB"));
            return ExitCodes.Done;
        });
    }

    private static LlamaQuantization Quantization(string text) => Enum.TryParse(text, ignoreCase: true, out LlamaQuantization type) && Enum.IsDefined(type) ? type
        : throw new FormatException($"'{text}' is no quantisation that is written. There are {string.Join(", ", Enum.GetNames<LlamaQuantization>()).ToLowerInvariant()}.");

    private sealed class Told(IProgress<StudyProgress> progress, string shape) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new($"write {shape}", value, null));
    }
}
