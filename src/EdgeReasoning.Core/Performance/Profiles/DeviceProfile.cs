using System.Globalization;
using System.Text.Json;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>The fitted latency, power and energy models of one model on one device in one power mode.</summary>
public sealed record DeviceProfile
{
    /// <summary>Version of the JSON that this library writes, and the only one it reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>An observed pace this many times off the predicted one was not observed on this device.</summary>
    private const double ImplausiblePace = 2;

    /// <summary>Version of the JSON.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The model.</summary>
    public required ProfiledModel Model { get; init; }

    /// <summary>What decoded it, and on what.</summary>
    public required BackendIdentity Backend { get; init; }

    /// <summary>The device's state while it was measured.</summary>
    public required DeviceState Device { get; init; }

    /// <summary>Whether it was measured on the device that it is used for, or taken over.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>When; null where unknown.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Time to the first token.</summary>
    public required PrefillLatencyModel Prefill { get; init; }

    /// <summary>Time of a reply, one sequence.</summary>
    public required DecodeLatencyModel Decode { get; init; }

    /// <summary>Time of many replies, one model for each KV layout that was measured.</summary>
    public IReadOnlyList<ParallelDecodeModel> Parallel { get; init; } = [];

    /// <summary>The rail that the power models are of; null where there was no meter.</summary>
    public string? PowerRail { get; init; }

    /// <summary>Time between two readings of that meter, in seconds.</summary>
    public double? PowerPeriodSeconds { get; init; }

    /// <summary>Power while a prompt is decoded; null where unknown.</summary>
    public PowerModel? PrefillPower { get; init; }

    /// <summary>Power while replies are decoded; null where unknown.</summary>
    public PowerModel? DecodePower { get; init; }

    /// <summary>Share by which decode power rises with each doubling of the sequences; null where unknown.</summary>
    public double? PowerRisePerDoubling { get; init; }

    /// <summary>Watts of the idle device on the rail; null where unknown.</summary>
    public double? IdleWatts { get; init; }

    /// <summary>Bytes that the model takes; null where unknown.</summary>
    public MemoryModel? Memory { get; init; }

    /// <summary>Where imported numbers come from, or what else a reader must know.</summary>
    public string? Notes { get; init; }

    /// <summary>The latency models together.</summary>
    /// <param name="layout">Whose parallel model is taken; null takes the layout of <see cref="Backend"/>.</param>
    public LatencyModel Latency(KvLayout? layout = null) => new()
    {
        Prefill = Prefill,
        Decode = Decode,
        Parallel = Parallel.FirstOrDefault(model => model.Layout == (layout ?? Backend.Layout)),
    };

    /// <summary>The energy model.</summary>
    /// <param name="layout">Whose parallel model is taken; null takes the layout of <see cref="Backend"/>.</param>
    public EnergyModel Energy(KvLayout? layout = null) => new()
    {
        Latency = Latency(layout),
        PrefillPower = PrefillPower,
        DecodePower = DecodePower,
        IdleWatts = IdleWatts,
        PowerRisePerDoubling = PowerRisePerDoubling,
    };

    /// <summary>The KV layout in which replies take less time, copying the prompt included; null unless both layouts were measured.</summary>
    /// <param name="sequences">Replies that run together, from 1.</param>
    /// <param name="promptTokens">Tokens of the shared prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    public KvLayout? FasterLayout(int sequences, int promptTokens, int replyTokens)
        => Parallel.Select(model => model.Layout).Distinct().Count() < 2 ? null
            : Parallel.MinBy(model => model.PredictSeconds(sequences, promptTokens, replyTokens))!.Layout;

    /// <summary>How the device at hand differs from the profile's. What either does not know is not compared.</summary>
    /// <param name="backend">What decodes here.</param>
    /// <param name="device">The device's state here; null leaves it out.</param>
    /// <param name="model">The model here; null leaves it out.</param>
    public IReadOnlyList<DeviceDifference> DifferencesFrom(BackendIdentity backend, DeviceState? device = null, ProfiledModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        List<DeviceDifference> differences = [];
        Compare("library", Backend.Library, backend.Library);
        Compare("library version", Backend.Version, backend.Version);
        Compare("backend", Backend.Backend, backend.Backend);
        Compare("device", Backend.Device, backend.Device);
        Compare("offloaded layers", Backend.OffloadedLayers, backend.OffloadedLayers);
        Compare("key type", Backend.KeyType, backend.KeyType);
        Compare("value type", Backend.ValueType, backend.ValueType);
        Compare("threads", Backend.Threads, backend.Threads);
        Compare("batch threads", Backend.BatchThreads, backend.BatchThreads);
        if (Parallel.All(parallel => parallel.Layout != backend.Layout))
        {
            Compare("KV layout", Backend.Layout, backend.Layout);
        }

        Compare("device model", Device.ModelName, device?.ModelName);
        Compare("power mode", Device.PowerMode, device?.PowerMode);
        Compare("governors", Join(Device.Governors), Join(device?.Governors));
        Compare("model", Model.Name, model?.Name);
        Compare("quantisation", Model.Quantization, model?.Quantization);
        Compare("model size", Model.SizeBytes, model?.SizeBytes);
        return differences;

        void Compare(string what, object? inProfile, object? here)
        {
            if (inProfile is not null && here is not null && !inProfile.Equals(here))
            {
                differences.Add(new DeviceDifference(what, Text(inProfile), Text(here)));
            }
        }

        static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

        static string? Join(IReadOnlyList<string>? names) => names is { Count: > 0 } ? string.Join(", ", names) : null;
    }

    /// <summary>This profile for the device at hand: itself where it was measured there.</summary>
    /// <param name="backend">What decodes here.</param>
    /// <param name="device">The device's state here; null leaves it out.</param>
    /// <param name="model">The model here; null leaves it out.</param>
    /// <param name="onMismatch">What to do where they differ.</param>
    /// <exception cref="DeviceMismatchException">They differ, and that is refused; the message says in what.</exception>
    public DeviceProfile For(
        BackendIdentity backend, DeviceState? device = null, ProfiledModel? model = null, DeviceMismatch onMismatch = DeviceMismatch.Refuse)
    {
        IReadOnlyList<DeviceDifference> differences = DifferencesFrom(backend, device, model);
        return differences.Count == 0 ? this
            : onMismatch == DeviceMismatch.Allow ? this with { Provenance = Provenance.Imported }
            : throw new DeviceMismatchException(differences);
    }

    /// <summary>Refuses a time that was not observed on this profile's device: by its name, or, where the source does not say, by a pace twice off.</summary>
    /// <param name="observation">The time.</param>
    /// <exception cref="DeviceMismatchException">The device differs, or the pace cannot be this device's.</exception>
    public void RequireSameDevice(in Observation observation)
    {
        string known = Device.ModelName ?? Backend.Device;
        if (observation.Device is { } device && device != known && device != Backend.Device)
        {
            throw new DeviceMismatchException([new DeviceDifference("device", known, device)]);
        }

        double predicted = Latency().PredictSeconds(observation.PromptTokens ?? 0, observation.ReplyTokens);
        double ratio = observation.Seconds / predicted;
        if (observation.Device is null && ratio is < 1 / ImplausiblePace or > ImplausiblePace)
        {
            double observed = 1000 * observation.Seconds / observation.ReplyTokens, expected = 1000 * predicted / observation.ReplyTokens;
            throw new DeviceMismatchException(FormattableString.Invariant(
                $"The source names no device, and {observed:F2} ms per token is not the pace of {known}, which is {expected:F2} ms. Name the device that it was measured on."));
        }
    }

    /// <summary>The profile as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PerformanceJsonContext.Default.DeviceProfile);

    /// <summary>Reads a profile.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="InvalidDataException">It is not a profile, or of a schema version that this library does not read.</exception>
    public static DeviceProfile FromJson(string json)
        => VersionedJson.Read(json, PerformanceJsonContext.Default.DeviceProfile, "device profile", CurrentSchemaVersion);

    /// <summary>The model, the device, and what a prompt and a reply of 256 tokens take.</summary>
    public override string ToString()
    {
        double prompt = Prefill.PredictSeconds(256), reply = Decode.PredictSeconds(256, 256);
        return FormattableString.Invariant($"{Model.Name} on {Device.ModelName ?? Backend.Device}: {prompt:G3} s for a prompt of 256 tokens, {reply:G3} s for a reply of as many");
    }
}
