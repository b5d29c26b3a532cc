using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>A model loaded on a provider. Several callers may run it at once, each through a <see cref="BoundWorkload"/> of its own.</summary>
public sealed class LoadedModel : IDisposable
{
    private LoadedModel(InferenceSession session, ExecutionProvider provider, SessionSettings settings)
    {
        Session = session;
        Provider = provider;
        Settings = settings;
    }

    /// <summary>The runtime's session.</summary>
    public InferenceSession Session { get; }

    /// <summary>The provider it was asked to run on.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>How it was set up.</summary>
    public SessionSettings Settings { get; }

    /// <summary>Loads a model file.</summary>
    /// <exception cref="InputException">The runtime refuses the model: damaged, an unknown operator or opset.</exception>
    public static LoadedModel Load(string path, ExecutionProvider provider, SessionSettings settings) =>
        Load(path, options => new InferenceSession(path, options), provider, settings);

    /// <summary>Loads a model from the bytes of its file.</summary>
    /// <exception cref="InputException">The runtime refuses the model.</exception>
    public static LoadedModel Load(byte[] model, ExecutionProvider provider, SessionSettings settings) =>
        Load("model in memory", options => new InferenceSession(model, options), provider, settings);

    private static LoadedModel Load(
        string name, Func<SessionOptions, InferenceSession> create, ExecutionProvider provider, SessionSettings settings)
    {
        using var options = settings.ToOptions(provider);
        try
        {
            return new LoadedModel(create(options), provider, settings);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{name}: ONNX Runtime refuses this model: {RuntimeMessage.OneLine(error.Message)}",
                "check that the model's operators and opset are supported by this version of ONNX Runtime",
                error);
        }
    }

    /// <summary>Where its nodes were placed.</summary>
    public PlacementRecord ReadPlacement() => NodePlacement.Read(Session, Provider);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}
