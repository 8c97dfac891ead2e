using EdgeReasoning.Extensions.AI;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds engines to an app.</summary>
public static class EdgeReasoningServiceCollectionExtensions
{
    /// <summary>Adds an engine that all of the app shares, as <see cref="IReasoningEngine"/> and as <see cref="IChatClient"/>.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="load">Loads the engine, with the app's services and the options: LlamaCppEngine.LoadAsync, say. Called once, when the engine is first wanted, or
    /// when the host starts (<see cref="EdgeReasoningOptions.LoadAtStart"/>); again only after it failed. The engine is disposed with the container.</param>
    /// <returns>The options, to be configured or bound; they are checked when the host starts.</returns>
    public static OptionsBuilder<EdgeReasoningOptions> AddEdgeReasoning(
        this IServiceCollection services, Func<IServiceProvider, EdgeReasoningOptions, CancellationToken, Task<IReasoningEngine>> load) => Add(services, null, load);

    /// <summary>Adds one of several engines, under a key.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="key">The key; its text is the name of the options.</param>
    /// <param name="load">Loads the engine; see <see cref="AddEdgeReasoning"/>.</param>
    /// <returns>The options of this engine, to be configured or bound; they are checked when the host starts.</returns>
    public static OptionsBuilder<EdgeReasoningOptions> AddKeyedEdgeReasoning(
        this IServiceCollection services, object key, Func<IServiceProvider, EdgeReasoningOptions, CancellationToken, Task<IReasoningEngine>> load)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Add(services, key, load);
    }

    private static OptionsBuilder<EdgeReasoningOptions> Add(IServiceCollection services, object? key, Func<IServiceProvider, EdgeReasoningOptions, CancellationToken, Task<IReasoningEngine>> load)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(load);
        string name = key?.ToString() ?? Options.Options.DefaultName;
        services.AddKeyedSingleton(key, (provider, _) => new SharedEngine(token => load(provider, Configured(provider, name), token)));
        services.AddKeyedSingleton<IReasoningEngine>(key, (provider, _) => provider.GetRequiredKeyedService<SharedEngine>(key));
        services.AddKeyedSingleton(key, (provider, _) => provider.GetRequiredKeyedService<IReasoningEngine>(key).AsChatClient(Configured(provider, name).ChatDefaults()));
        services.AddSingleton<IHostedService>(provider =>
            new EngineStarter(provider.GetRequiredKeyedService<SharedEngine>(key), provider.GetRequiredService<IOptionsMonitor<EdgeReasoningOptions>>(), name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EdgeReasoningOptions>, EdgeReasoningOptionsValidator>());
        return services.AddOptions<EdgeReasoningOptions>(name).ValidateOnStart();
    }

    private static EdgeReasoningOptions Configured(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<EdgeReasoningOptions>>().Get(name);
}
