using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>The provider that every build of ONNX Runtime has.</summary>
public sealed class CpuProvider : ExecutionProvider
{
    /// <inheritdoc/>
    public override string Id => "cpu";

    /// <inheritdoc/>
    public override string RuntimeName => "CPUExecutionProvider";

    /// <summary>Nothing to add: ONNX Runtime appends the CPU provider to every session by itself.</summary>
    public override void Append(SessionOptions options)
    {
    }
}
