using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>
/// NVIDIA's CUDA. Options that change what is measured: <c>cuda.use_tf32</c> (on by default: products of 32-bit numbers with 10 bits of
/// mantissa), <c>cuda.enable_cuda_graph</c>, <c>cuda.cudnn_conv_algo_search</c>.
/// </summary>
public sealed class CudaProvider : ExecutionProvider
{
    /// <inheritdoc/>
    public override string Id => "cuda";

    /// <inheritdoc/>
    public override string RuntimeName => "CUDAExecutionProvider";

    /// <inheritdoc/>
    protected override string? GraphCaptureOption => "enable_cuda_graph";

    /// <inheritdoc/>
    public override string Needs => "an NVIDIA driver, the CUDA 13 libraries, and a build with -p:OrtPackage=gpu (or --ort-native FILE, "
        + "or the plugin of package Microsoft.ML.OnnxRuntime.EP.Cuda13 with --provider-library)";

    /// <inheritdoc/>
    public override void Append(SessionOptions session, IReadOnlyDictionary<string, string> options)
    {
        using var cuda = Options(options);
        session.AppendExecutionProvider_CUDA(cuda);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Effective(IReadOnlyDictionary<string, string> options)
    {
        using var cuda = Options(options);
        return OptionText.Parse(cuda.GetOptions());
    }

    private static OrtCUDAProviderOptions Options(IReadOnlyDictionary<string, string> options)
    {
        var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>(options));
        return cuda;
    }
}
