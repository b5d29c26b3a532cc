using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>Any graphics processor of a Windows machine through DirectML; <c>directml.device_id</c> chooses.</summary>
public sealed class DirectMlProvider() : NamedProvider("DML")
{
    /// <inheritdoc/>
    public override string Id => "directml";

    /// <inheritdoc/>
    public override string RuntimeName => "DmlExecutionProvider";

    /// <inheritdoc/>
    public override string Needs => "Windows with a Direct3D 12 driver, and a native ONNX Runtime built with DirectML (--ort-native FILE; "
        + "package Microsoft.ML.OnnxRuntime.DirectML)";

    /// <inheritdoc/>
    public override void Append(SessionOptions session, IReadOnlyDictionary<string, string> options)
    {
        // DirectML plans its memory itself and refuses a session that does too (onnxruntime.ai, DirectML execution provider).
        session.EnableMemoryPattern = false;
        base.Append(session, options);
    }
}
