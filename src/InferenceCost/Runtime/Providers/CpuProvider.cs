using InferenceCost.Foundation;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>The provider that every build of ONNX Runtime has.</summary>
public sealed class CpuProvider : ExecutionProvider
{
    /// <inheritdoc/>
    public override string Id => ProviderIds.Cpu;

    /// <inheritdoc/>
    public override string RuntimeName => "CPUExecutionProvider";

    /// <inheritdoc/>
    public override string Needs => "nothing";

    /// <summary>Nothing to add: ONNX Runtime appends the CPU provider to every session by itself.</summary>
    /// <inheritdoc/>
    public override void Append(SessionOptions session, IReadOnlyDictionary<string, string> options)
    {
        if (options.Count > 0)
        {
            throw new InputException(
                $"provider option 'cpu.{options.Keys.First()}': the cpu provider has no options", "use --threads, or a key of the session");
        }
    }
}
