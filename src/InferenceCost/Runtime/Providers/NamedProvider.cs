using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>A provider that ONNX Runtime adds by its name, with its options as they are: the runtime checks them.</summary>
/// <param name="name">The name that the runtime's registration takes (<c>provider_registration.cc</c> of ONNX Runtime).</param>
public abstract class NamedProvider(string name) : ExecutionProvider
{
    /// <inheritdoc/>
    public override void Append(SessionOptions session, IReadOnlyDictionary<string, string> options) =>
        session.AppendExecutionProvider(name, new Dictionary<string, string>(options));
}
