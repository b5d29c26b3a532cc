using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;

namespace InferenceCost.Scenarios.Contract;

/// <summary>A provider that a request measures on, with its options as data.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Library">The plugin library that it comes from; null for one of this build.</param>
/// <param name="Options">Its own options, by its own keys.</param>
public sealed record ProviderChoice(string Id, string? Library, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The processor's own, and what the keys of a session begin with.</summary>
    private static readonly string[] Taken = [ProviderIds.Cpu, "session"];

    /// <summary>The providers of a request: those that are named, or else every one of this build and every plugin that is named.</summary>
    /// <exception cref="InputException">One is not in this build, a library is missing, or an option belongs to none of them.</exception>
    public static IReadOnlyList<ProviderChoice> Parse(RunRequest request)
    {
        var libraries = request.ProviderLibraries.Select(Plugin).ToList();
        if (libraries.GroupBy(plugin => plugin.Name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
        {
            throw new InputException($"--provider-library {twice}: is given twice", "name each plugin once");
        }

        var ids = request.Providers.Count > 0
            ? [.. request.Providers.Select(
                id => libraries.Exists(plugin => plugin.Name == id) ? id : ProviderCatalog.Find(id).Id).Distinct()]
            : ProviderCatalog.BuiltIn().Select(provider => provider.Id).Union(libraries.Select(plugin => plugin.Name)).ToList();
        var options = request.ProviderOptions.Select(word => Option(word, ids)).ToLookup(option => option.Provider);
        return [.. ids.Select(id => new ProviderChoice(id, libraries.Find(plugin => plugin.Name == id).Path, Distinct(options[id])))];
    }

    private static Dictionary<string, string> Distinct(IEnumerable<(string Provider, string Key, string Value)> options)
    {
        var distinct = new Dictionary<string, string>();
        foreach (var (provider, key, value) in options)
        {
            if (!distinct.TryAdd(key, value))
            {
                throw new InputException($"--provider-option {provider}.{key}: is given twice", "give each option once");
            }
        }

        return distinct;
    }

    private static (string Name, string? Path) Plugin(string word)
    {
        var (name, path) = word.Split('=', 2) is [{ Length: > 0 } first, { Length: > 0 } second]
            ? (first, second)
            : throw new InputException(
                $"--provider-library '{word}': is not NAME=FILE",
                "give the provider a name, such as webgpu=libonnxruntime_providers_webgpu.so");
        return !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') || Taken.Contains(name)
            ? throw new InputException(
                $"--provider-library '{word}': '{name}' is no name for a plugin", "use letters, digits and -, and neither cpu nor session")
            : !File.Exists(path)
                ? throw new InputException($"--provider-library '{word}': there is no file '{path}'", "name the plugin's library file")
                : (name, Path.GetFullPath(path));
    }

    private static (string Provider, string Key, string Value) Option(string word, IReadOnlyCollection<string> providers)
    {
        if (word.Split('=', 2) is not [var left, var value] || left.Split('.', 2) is not [{ Length: > 0 } provider, { Length: > 0 } key])
        {
            throw new InputException($"--provider-option '{word}': is not PROVIDER.KEY=VALUE", "write it as cuda.use_tf32=0");
        }

        return providers.FirstOrDefault(id => id.Equals(provider, StringComparison.OrdinalIgnoreCase)) is { } measured
            ? (measured, key, value)
            : throw new InputException(
                $"--provider-option '{word}': '{provider}' is not measured on",
                $"use one of {string.Join(", ", providers)}, or name it with --provider");
    }
}
