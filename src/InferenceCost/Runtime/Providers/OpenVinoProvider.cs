namespace InferenceCost.Runtime.Providers;

/// <summary>Intel's OpenVINO: processors, graphics and neural processors of Intel; <c>openvino.device_type</c> chooses.</summary>
public sealed class OpenVinoProvider() : NamedProvider("OpenVINO")
{
    /// <inheritdoc/>
    public override string Id => "openvino";

    /// <inheritdoc/>
    public override string RuntimeName => "OpenVINOExecutionProvider";

    /// <inheritdoc/>
    public override string Needs =>
        "a native ONNX Runtime built with OpenVINO (--ort-native FILE; package Intel.ML.OnnxRuntime.OpenVino) and the OpenVINO runtime";
}
