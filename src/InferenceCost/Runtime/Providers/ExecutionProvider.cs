using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>
/// An ONNX Runtime execution provider. One file each: adding a provider is adding a subclass to this folder and to
/// <see cref="ProviderCatalog"/>.
/// </summary>
public abstract class ExecutionProvider
{
    /// <summary>The short name that people type: <c>cpu</c>.</summary>
    public abstract string Id { get; }

    /// <summary>ONNX Runtime's own name, as it appears in node placements: <c>CPUExecutionProvider</c>.</summary>
    public abstract string RuntimeName { get; }

    /// <summary>What a machine and a build need to have it, for people.</summary>
    public abstract string Needs { get; }

    /// <summary>Whether this build's native library has it; whether the machine can use it shows only when a session is made.</summary>
    public virtual bool IsBuiltIn => OrtEnv.Instance().GetAvailableProviders().Contains(RuntimeName);

    /// <summary>The option that makes it capture graphs, each under the id that its call names; null where it has none.</summary>
    protected virtual string? GraphCaptureOption => null;

    /// <summary>Whether it records the work of a call on its device, to replay it in later calls.</summary>
    /// <param name="options">The provider's own options, by its own keys.</param>
    public virtual bool CapturesGraphs(IReadOnlyDictionary<string, string> options) =>
        GraphCaptureOption is { } key && options.TryGetValue(key, out var value)
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds the provider to a session that is about to be created.</summary>
    /// <param name="session">The session's options.</param>
    /// <param name="options">The provider's own options, by its own keys.</param>
    /// <exception cref="OnnxRuntimeException">The machine lacks what the provider needs, or it does not know an option.</exception>
    public abstract void Append(SessionOptions session, IReadOnlyDictionary<string, string> options);

    /// <summary>The provider's options as it says they take effect, by its own keys; empty where it does not say.</summary>
    /// <param name="options">Those that are asked for.</param>
    /// <exception cref="OnnxRuntimeException">It does not know an option.</exception>
    public virtual IReadOnlyDictionary<string, string> Effective(IReadOnlyDictionary<string, string> options) =>
        new Dictionary<string, string>();
}
