using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeReasoning.Benchmarks.NodeLlama;

/// <summary>A Node process that holds a model and decodes what it is asked to, a run at a time.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until the model is loaded.</summary>
    public static async Task<NodeProcess> StartAsync(NodeInstall install, string modelPath, int threads, bool flashAttention)
    {
        Process process = Process.Start(new ProcessStartInfo("node", ["decode.mjs", modelPath, threads.ToString(CultureInfo.InvariantCulture), flashAttention ? "true" : "false"])
        {
            WorkingDirectory = install.Folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var node = new NodeProcess(process);
        await node.ReadAsync();
        return node;
    }

    public async Task<NodeReply> RunAsync(NodeRun run)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(run, s_json));
        return JsonSerializer.Deserialize<NodeReply>(await ReadAsync(), s_json)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The Node process has ended; its messages are above.");
}
