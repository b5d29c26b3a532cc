using System.Globalization;
using System.Text.Json.Serialization;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Providers;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// How a session is set up. The defaults are for measuring on a shared machine: one thread, and no spinning, since several sessions
/// live in one process and a spinning one would take the cores from the others.
/// </summary>
public sealed record SessionSettings
{
    /// <summary>Threads inside one call.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether waiting threads burn their core to answer sooner.</summary>
    public bool Spinning { get; init; }

    /// <summary>
    /// Whether the runtime rewrites the graph before it runs; without, every node of the file is there and gives its values.
    /// </summary>
    public bool Optimized { get; init; } = true;

    /// <summary>More session options by ONNX Runtime's own key.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>The provider's own options, by the provider's own key.</summary>
    public IReadOnlyDictionary<string, string> ProviderOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The plugin library that the provider comes from; null for one of this build.</summary>
    public string? ProviderLibrary { get; init; }

    /// <summary>Libraries of operators that the runtime does not have itself; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CustomOperators { get; init; }

    /// <summary>The same on the CPU, to compare with.</summary>
    public SessionSettings OnCpu() => this with { ProviderOptions = new Dictionary<string, string>(), ProviderLibrary = null };

    /// <summary>What is asked of the session, by ONNX Runtime's own key, for the record.</summary>
    /// <param name="provider">The provider, whose options stand with its id before them.</param>
    public IReadOnlyDictionary<string, string> Requested(ExecutionProvider provider) => new SortedDictionary<string, string>(
        Entries.Concat(ProviderOptions.Select(option => new KeyValuePair<string, string>($"{provider.Id}.{option.Key}", option.Value)))
            .Append(new("intra_op_num_threads", Threads.ToString(CultureInfo.InvariantCulture)))
            .Append(new("inter_op_num_threads", "1"))
            .Append(new("execution_mode", "sequential"))
            .Append(new("graph_optimization_level", Optimized ? "all" : "none"))
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.First().Value),
        StringComparer.Ordinal);

    /// <summary>The entries of the session's configuration; what was asked for beats the defaults.</summary>
    private IEnumerable<KeyValuePair<string, string>> Entries => Extra
        .Append(new("session.intra_op.allow_spinning", Spinning ? "1" : "0"))
        .Append(new("session.inter_op.allow_spinning", Spinning ? "1" : "0"))
        .DistinctBy(entry => entry.Key);

    /// <summary>Builds the options; the caller disposes of them after the session is made.</summary>
    /// <exception cref="OnnxRuntimeException">A key is not known to the runtime, or the provider cannot be used here.</exception>
    /// <exception cref="Foundation.InputException">A library of operators cannot be loaded.</exception>
    public SessionOptions ToOptions(ExecutionProvider provider)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = Optimized ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry(SessionPlacement.RecordingKey, "1");
        foreach (var (key, value) in Entries)
        {
            options.AddSessionConfigEntry(key, value);
        }

        OperatorLibraries.Register(options, CustomOperators);
        provider.Append(options, ProviderOptions);
        return options;
    }
}
