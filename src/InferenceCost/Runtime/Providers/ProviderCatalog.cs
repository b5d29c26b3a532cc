using InferenceCost.Foundation;

namespace InferenceCost.Runtime.Providers;

/// <summary>The providers that this program knows, and which of them this build has.</summary>
public static class ProviderCatalog
{
    /// <summary>Every provider that can be named, the CPU first.</summary>
    public static IReadOnlyList<ExecutionProvider> Known { get; } =
    [
        new CpuProvider(), new CudaProvider(), new TensorRtProvider(), new DirectMlProvider(), new CoreMlProvider(), new OpenVinoProvider(),
        new WebGpuProvider(),
    ];

    /// <summary>Those that this build's native library has, the CPU first.</summary>
    public static IReadOnlyList<ExecutionProvider> BuiltIn() => [.. Known.Where(provider => provider.IsBuiltIn)];

    /// <summary>Finds a provider by the name that a person typed.</summary>
    /// <param name="id">The name.</param>
    /// <param name="library">The plugin library that it comes from; null for one of this build.</param>
    /// <exception cref="InputException">It is unknown, or not in this build.</exception>
    public static ExecutionProvider Find(string id, string? library = null)
    {
        if (library is not null)
        {
            return new PluginProvider(id, library);
        }

        var known = Known.FirstOrDefault(provider => provider.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(
                $"provider '{id}': is none that is known",
                $"use one of {Names(Known)}, or name its plugin with --provider-library {id}=FILE");
        return known.IsBuiltIn
            ? known
            : throw new InputException(
                $"provider '{known.Id}': not in this build", $"it needs {known.Needs}; this build has: {Names(BuiltIn())}");
    }

    private static string Names(IEnumerable<ExecutionProvider> providers) => string.Join(", ", providers.Select(provider => provider.Id));
}
