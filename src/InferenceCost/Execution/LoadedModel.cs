using System.Globalization;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>A model loaded on a provider. Several callers may run it at once, each through a <see cref="BoundWorkload"/> of its own.</summary>
public sealed class LoadedModel : IDisposable
{
    private LoadedModel(InferenceSession session, ExecutionProvider provider, SessionSettings settings, int threadsStarted)
    {
        Session = session;
        Provider = provider;
        Settings = settings;
        ThreadsStarted = threadsStarted;
    }

    /// <summary>The runtime's session.</summary>
    public InferenceSession Session { get; }

    /// <summary>The provider it was asked to run on.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>How it was set up.</summary>
    public SessionSettings Settings { get; }

    /// <summary>How many threads the process gained while the session came up: the runtime's own pool.</summary>
    public int ThreadsStarted { get; }

    /// <summary>Loads a model file.</summary>
    /// <exception cref="InputException">The runtime refuses the model: damaged, an unknown operator or opset.</exception>
    public static LoadedModel Load(string path, ExecutionProvider provider, SessionSettings settings)
    {
        using var options = settings.ToOptions(provider);
        try
        {
            var threadsBefore = ThreadCount();
            var session = new InferenceSession(path, options);
            return new LoadedModel(session, provider, settings, ThreadCount() - threadsBefore);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{path}: ONNX Runtime refuses this model: {OneLine(error.Message)}",
                "check that the model's operators and opset are supported by this version of ONNX Runtime",
                error);
        }
    }

    /// <summary>Requested options, and what can be seen of their effect.</summary>
    public SettingsRecord ToRecord() => new()
    {
        Requested = Settings.Requested,
        Effective = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["provider"] = Provider.RuntimeName,
            ["threadsStarted"] = ThreadsStarted.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Where its nodes were placed.</summary>
    public PlacementRecord ReadPlacement() => NodePlacement.Read(Session, Provider);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private static int ThreadCount()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
