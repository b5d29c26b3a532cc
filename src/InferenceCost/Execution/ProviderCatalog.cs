using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>The providers that this program knows, and which of them this build and this machine have.</summary>
public static class ProviderCatalog
{
    private static readonly ExecutionProvider[] Known = [new CpuProvider()];

    /// <summary>The providers that can be used here, the CPU first.</summary>
    public static IReadOnlyList<ExecutionProvider> Present()
    {
        var built = OrtEnv.Instance().GetAvailableProviders();
        return [.. Known.Where(provider => built.Contains(provider.RuntimeName))];
    }

    /// <summary>Finds a provider by the name that a person typed.</summary>
    /// <exception cref="InputException">It is unknown, or absent here.</exception>
    public static ExecutionProvider Find(string id)
    {
        var present = Present();
        return present.FirstOrDefault(provider => provider.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(
                $"provider '{id}': not in this build or not on this machine",
                $"use one of: {string.Join(", ", present.Select(provider => provider.Id))}");
    }
}
