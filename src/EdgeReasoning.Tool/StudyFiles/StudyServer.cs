using EdgeReasoning.Remote;

namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>Where a model of a study is served.</summary>
internal sealed record StudyServer
{
    private static readonly (string Name, RemoteDialect Dialect)[] s_kinds =
    [
        ("openai", RemoteDialect.OpenAI), ("edge-reasoning", RemoteDialect.EdgeReasoning), ("vllm", RemoteDialect.Vllm),
        ("vllm-cut-and-continue", RemoteDialect.VllmCutAndContinue), ("sglang", RemoteDialect.Sglang), ("llama-server", RemoteDialect.LlamaServer),
    ];

    /// <summary>The addresses, each with the version: all serve the same model.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>The model, as the servers name it.</summary>
    public required string Model { get; init; }

    /// <summary>Which kind of server it is.</summary>
    public RemoteDialect Dialect { get; init; } = RemoteDialect.OpenAI;

    /// <summary>The environment variable that holds the key; null for servers that ask for none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>What decodes, for reports; null for the servers' addresses.</summary>
    public string? Device { get; init; }

    /// <summary>A base address.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Uri UrlOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" ? url
        : throw new FormatException($"'{text}' is no address of a server; write http://HOST:PORT/v1.");

    /// <summary>A kind of server by its name.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static RemoteDialect DialectOf(string name) => s_kinds.FirstOrDefault(kind => kind.Name == name).Dialect
        ?? throw new FormatException($"'{name}' is no kind of server; there are {string.Join(", ", s_kinds.Select(kind => kind.Name))}.");

    /// <summary>An engine over the servers; nothing is asked of them yet.</summary>
    /// <exception cref="InvalidOperationException">The variable of the key is not set.</exception>
    public RemoteEngine Connect() => new(new RemoteEngineOptions
    {
        Model = Model,
        Endpoints = [.. Urls.Select(url => new RemoteEndpoint(url, Key()))],
        Dialect = Dialect,
        Device = Device,
    });

    private string? Key() => KeyVariable is null ? null : Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key
        : throw new InvalidOperationException($"The environment variable {KeyVariable}, which is to hold the key of {Urls[0].Authority}, is not set.");
}
