namespace InferenceCost.Runtime.Providers;

/// <summary>
/// Any graphics processor through WebGPU (Dawn over Vulkan, Direct3D 12 or Metal). It compiles shaders in the first call.
/// </summary>
public sealed class WebGpuProvider() : NamedProvider("WebGPU")
{
    /// <inheritdoc/>
    public override string Id => "webgpu";

    /// <inheritdoc/>
    public override string RuntimeName => "WebGpuExecutionProvider";

    /// <inheritdoc/>
    protected override string? GraphCaptureOption => "enableGraphCapture";

    /// <inheritdoc/>
    public override string Needs =>
        "a native ONNX Runtime built with WebGPU (--ort-native FILE) or its plugin (--provider-library webgpu=FILE), and a "
        + "Vulkan, Direct3D 12 or Metal driver";
}
