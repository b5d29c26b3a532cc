using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>
/// NVIDIA's TensorRT, which builds an engine in the first load; <c>tensorrt.trt_fp16_enable</c> changes the numbers it computes with.
/// </summary>
public sealed class TensorRtProvider : ExecutionProvider
{
    /// <inheritdoc/>
    public override string Id => "tensorrt";

    /// <inheritdoc/>
    public override string RuntimeName => "TensorrtExecutionProvider";

    /// <inheritdoc/>
    public override string Needs => "an NVIDIA driver, CUDA 13, TensorRT 10, and a build with -p:OrtPackage=gpu (or --ort-native FILE)";

    /// <inheritdoc/>
    public override void Append(SessionOptions session, IReadOnlyDictionary<string, string> options)
    {
        using var tensorRt = Options(options);
        session.AppendExecutionProvider_Tensorrt(tensorRt);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Effective(IReadOnlyDictionary<string, string> options)
    {
        using var tensorRt = Options(options);
        return OptionText.Parse(tensorRt.GetOptions());
    }

    private static OrtTensorRTProviderOptions Options(IReadOnlyDictionary<string, string> options)
    {
        var tensorRt = new OrtTensorRTProviderOptions();
        tensorRt.UpdateOptions(new Dictionary<string, string>(options));
        return tensorRt;
    }
}
