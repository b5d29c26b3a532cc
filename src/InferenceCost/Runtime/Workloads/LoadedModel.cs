using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Providers;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// A model loaded on a provider. Several callers may run it at once, each through a <see cref="BoundWorkload"/> of its own.
/// </summary>
public sealed class LoadedModel : IDisposable
{
    private LoadedModel(InferenceSession session, ExecutionProvider provider, SessionSettings settings)
    {
        Session = session;
        Provider = provider;
        Settings = settings;
        CapturesGraphs = provider.CapturesGraphs(settings.ProviderOptions);
    }

    /// <summary>The runtime's session.</summary>
    public InferenceSession Session { get; }

    /// <summary>The provider it was asked to run on.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>How it was set up.</summary>
    public SessionSettings Settings { get; }

    /// <summary>Whether calls record the work on the device and replay it later.</summary>
    public bool CapturesGraphs { get; }

    /// <summary>Loads a model file.</summary>
    /// <exception cref="InputException">The runtime refuses the model: damaged, an unknown operator or opset.</exception>
    public static LoadedModel Load(string path, ExecutionProvider provider, SessionSettings settings) =>
        Load(path, options => new InferenceSession(path, options), provider, settings);

    /// <summary>Loads a model from the bytes of its file.</summary>
    /// <exception cref="InputException">The runtime refuses the model.</exception>
    public static LoadedModel Load(byte[] model, ExecutionProvider provider, SessionSettings settings) =>
        Load("model in memory", options => new InferenceSession(model, options), provider, settings);

    /// <summary>Loads a model so that its calls are recorded node by node as they stand in the file; never timed.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="prefix">Where the profile goes, without its ending.</param>
    /// <param name="customOperators">Libraries of operators; null for none.</param>
    /// <exception cref="InputException">The runtime refuses the model.</exception>
    internal static LoadedModel ForProfile(string path, string prefix, IReadOnlyList<string>? customOperators = null)
    {
        var settings = new SessionSettings
        {
            Extra = new Dictionary<string, string> { ["session.disable_prepacking"] = "1" },
            CustomOperators = customOperators,
        };
        return Load(
            path,
            options =>
            {
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
                options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
                Profile(options, prefix);
                return new InferenceSession(path, options);
            },
            new CpuProvider(),
            settings);
    }

    /// <summary>
    /// Loads a model as <see cref="Load(string, ExecutionProvider, SessionSettings)"/> does, with its calls recorded until
    /// <see cref="EndProfiling"/>: they are not to be timed, those after it may be.
    /// </summary>
    /// <exception cref="InputException">The runtime refuses the model.</exception>
    internal static LoadedModel LoadProfiled(string path, ExecutionProvider provider, SessionSettings settings, string prefix) => Load(
        path,
        options =>
        {
            Profile(options, prefix);
            return new InferenceSession(path, options);
        },
        provider,
        settings);

    /// <summary>Where the nodes ran in the last call; ends the recording.</summary>
    internal PlacementRecord EndProfiling() => ProfiledPlacement.Read(Session.EndProfiling(), Provider);

    private static void Profile(SessionOptions options, string prefix)
    {
        // In this order: the runtime takes the place for the file when profiling is switched on.
        options.ProfileOutputPathPrefix = prefix;
        options.EnableProfiling = true;
    }

    private static LoadedModel Load(
        string name, Func<SessionOptions, InferenceSession> create, ExecutionProvider provider, SessionSettings settings)
    {
        using var options = Options(provider, settings);
        try
        {
            return new LoadedModel(create(options), provider, settings);
        }
        catch (OnnxRuntimeException error) when (error.Message.Contains("fallback to CPU", StringComparison.Ordinal))
        {
            throw new InputException(
                $"{name}: a part of it would run on the CPU and not on {provider.Id}",
                "choose a provider that has all its operators, or allow it with session.disable_cpu_ep_fallback=0", error);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{name}: ONNX Runtime refuses this model: {RuntimeMessage.OneLine(error.Message)}",
                error.Message.Contains("is not a registered function/op", StringComparison.Ordinal)
                    ? "name the library that has this operator with --custom-ops FILE, or check that this version of ONNX Runtime has the "
                        + "model's opset"
                    : "check that the model's operators and opset are supported by this version of ONNX Runtime",
                error);
        }
    }

    private static SessionOptions Options(ExecutionProvider provider, SessionSettings settings)
    {
        try
        {
            return settings.ToOptions(provider);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ProviderUnusableException(provider, error);
        }
    }

    /// <summary>Where its nodes were placed, as the runtime tells; no nodes at all where it does not.</summary>
    public PlacementRecord ReadPlacement() => SessionPlacement.Read(Session, Provider);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}
