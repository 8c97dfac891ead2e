using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>
/// The models that the paper measured on a Jetson AGX Orin 64 GB, with vLLM 0.8.6 in BF16, as ready profiles. They are imported: good for
/// comparing and for trying things out without the device, not for a device of one's own. Power is of the rail VDD_GPU_SOC, not of
/// the board.
/// </summary>
public static class ArtifactCatalog
{
    private const int PadTokens = 128;

    /// <summary>The profile of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mode">Whose coefficients; the default is fitted by this library to the artifact's sweeps.</param>
    public static DeviceProfile Profile(ArtifactModel model, ArtifactMode mode = ArtifactMode.Corrected)
        => mode == ArtifactMode.Compatible ? Compatible(model) : Corrected(model);

    /// <summary>The artifact's direct decode-energy curve (its <c>energy_model.py</c>), used as it was fitted or as the artifact uses it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="basis">Which tokens it is multiplied by.</param>
    public static LogEnergyPerToken DecodeEnergy(ArtifactModel model, TokenBasis basis) => model switch
    {
        ArtifactModel.Qwen1B5 => new LogEnergyPerToken(0.08295945857124509, -0.18147099698102612, basis),
        ArtifactModel.Llama8B => new LogEnergyPerToken(0.63, -2.51, basis),
        ArtifactModel.Qwen14B => new LogEnergyPerToken(0.7046762343090117, -1.5301621897397977, basis),
        _ => throw Unknown(model),
    };

    /// <summary>The artifact's second, unused set of those curves (its <c>analytic.yaml</c>), which disagrees with the first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="basis">Which tokens it is multiplied by.</param>
    public static LogEnergyPerToken AlternativeDecodeEnergy(ArtifactModel model, TokenBasis basis) => model switch
    {
        ArtifactModel.Qwen1B5 => new LogEnergyPerToken(0.08044834041630787, -0.16315478783896187, basis),
        ArtifactModel.Llama8B => new LogEnergyPerToken(0.36020172582303456, -0.7332220802324294, basis),
        ArtifactModel.Qwen14B => new LogEnergyPerToken(0.6869187255242557, -1.4007777417523335, basis),
        _ => throw Unknown(model),
    };

    /// <summary>The artifact's direct prefill-energy curve.</summary>
    /// <param name="model">The model.</param>
    public static ExponentialEnergyPerToken PrefillEnergy(ArtifactModel model) => model switch
    {
        ArtifactModel.Qwen1B5 => new() { AmplitudeJoules = 0.07308412448027113, RatePerToken = 0.03194527903289569, Joules = 0.0009231594757018509 },
        ArtifactModel.Llama8B => new() { AmplitudeJoules = 0.2037618596417348, RatePerToken = 0.14845175210587422, Joules = 0.01900406658131384 },
        ArtifactModel.Qwen14B => new() { AmplitudeJoules = 0.37083300132252434, RatePerToken = 0.15331526827621197, Joules = 0.042684758270411835 },
        _ => throw Unknown(model),
    };

    internal static string NameOf(ArtifactModel model) => model switch
    {
        ArtifactModel.Qwen1B5 => "DeepSeek-R1-Distill-Qwen-1.5B",
        ArtifactModel.Llama8B => "DeepSeek-R1-Distill-Llama-8B",
        ArtifactModel.Qwen14B => "DeepSeek-R1-Distill-Qwen-14B",
        _ => throw Unknown(model),
    };

    /// <summary>What is common to all profiles of the catalogue.</summary>
    internal static DeviceProfile Describe(
        ArtifactModel model, PrefillLatencyModel prefill, DecodeLatencyModel decode, PowerModel prefillPower, PowerModel decodePower, string notes) => new()
        {
            Model = new ProfiledModel { Name = NameOf(model), Architecture = model == ArtifactModel.Llama8B ? "llama" : "qwen2", Quantization = "BF16" },
            Backend = new BackendIdentity { Library = "vLLM", Version = "0.8.6", Backend = "CUDA", Device = "Orin" },
            Device = new DeviceState { ModelName = "NVIDIA Jetson AGX Orin 64GB", PowerMode = "0 MAXN", Driver = "R36.4" },
            Provenance = Provenance.Imported,
            Prefill = prefill,
            Decode = decode,
            PowerRail = "VDD_GPU_SOC",
            PowerPeriodSeconds = 1,
            PrefillPower = prefillPower,
            DecodePower = decodePower,
            Notes = notes,
        };

    private static DeviceProfile Compatible(ArtifactModel model)
    {
        (double a, double b, double c, double m, double n) = model switch
        {
            ArtifactModel.Qwen1B5 => (1.5635548753756998e-07, 2.309554283403154e-06, 0.04598102600399947, 1.4968086938621786e-07, 0.023633865754453625),
            ArtifactModel.Llama8B => (6.645207285297158e-07, 0.0002903545130874798, 0.10380849913420899, 6.920219504432032e-07, 0.10038429572372025),
            ArtifactModel.Qwen14B => (1.233003335291953e-06, 0.0005304540126753786, 0.18858145785250313, 1.1301658358203775e-06, 0.18655369142562853),
            _ => throw Unknown(model),
        };
        PowerModel prefillPower = model switch
        {
            ArtifactModel.Qwen1B5 => new LinearPower { WattsPerToken = 6.68749014794967e-05, Watts = 5.499357133701591 },
            ArtifactModel.Llama8B => new SteppedLogPower
            {
                ThresholdTokens = 800,
                ConstantWatts = 5.6577142857142855,
                WattsPerLogToken = 9.337806581499883,
                Watts = -52.218272155944696,
            },
            _ => new SteppedLogPower
            {
                ThresholdTokens = 800,
                ConstantWatts = 10.258142857142857,
                WattsPerLogToken = 8.772487572371094,
                Watts = -40.77528971889581,
            },
        };
        (double slope, double offset) = model switch
        {
            ArtifactModel.Qwen1B5 => (3.2137108442982796, 0.7565375896390953),
            ArtifactModel.Llama8B => (2.701709095219641, 8.806744003175773),
            _ => (1.6193869347921934, 16.88683031734797),
        };
        return Describe(
            model,

            // Fitted to six raw lengths and evaluated at padded ones, as the artifact does.
            new QuadraticPrefill
            {
                PadToTokens = PadTokens,
                FittedPromptTokens = new TokenRange(86, 632),
                SecondsPerSquaredToken = a,
                SecondsPerToken = b,
                FixedSeconds = c,
            },

            // The rows that it was fitted to are not shipped; their configuration allowed contexts to 4416 tokens.
            new DecodeLatencyModel
            {
                SecondsPerContextToken = m,
                SecondsPerStep = n,
                Intervals = DecodeIntervals.EveryToken,
                FittedContextTokens = new TokenRange(1, 4416),
            },
            prefillPower,
            new ArtifactDecodePower { Model = model, WattsPerLogToken = slope, Watts = offset },
            "Formulas and coefficients of the EdgeReasoning artifact (edge-inference/edgereasoning at e74ca1ed), flaws included: "
            + "prefill extrapolates wildly beyond 632 tokens, and energy jumps at 64 reply tokens.");
    }

    // Written by the library itself; a test fits the sweeps again and compares.
    private static DeviceProfile Corrected(ArtifactModel model)
    {
        _ = NameOf(model);
        string resource = $"EdgeReasoning.Performance.Artifact.Data.{model}.json";
        using Stream stream = typeof(ArtifactCatalog).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        using StreamReader reader = new(stream);
        return DeviceProfile.FromJson(reader.ReadToEnd());
    }

    private static ArgumentOutOfRangeException Unknown(ArtifactModel model) => new(nameof(model), model, "The catalogue does not have this model.");
}
