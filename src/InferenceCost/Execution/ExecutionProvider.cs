using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

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

    /// <summary>Adds the provider to a session that is about to be created.</summary>
    public abstract void Append(SessionOptions options);
}
