using InferenceCost.Measuring.Planted;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>In what the two sides of a gate differ.</summary>
public enum GateKind
{
    /// <summary>In the build of this program, its ONNX Runtime included.</summary>
    Builds,

    /// <summary>In the model file.</summary>
    Models,

    /// <summary>In settings of the session.</summary>
    Settings,

    /// <summary>In nothing: what is reported is what this machine makes up.</summary>
    Self,
}

/// <summary>How a gate was asked for, after the command line was understood.</summary>
public sealed record GateRequest
{
    /// <summary>In what the sides differ.</summary>
    public required GateKind Kind { get; init; }

    /// <summary>The base: a folder, a file, settings as they were typed, or this build.</summary>
    public required string Base { get; init; }

    /// <summary>The head.</summary>
    public required string Head { get; init; }

    /// <summary>What is measured: families and models, batch, threads, inputs, profile.</summary>
    public required RunRequest Run { get; init; }

    /// <summary>Settings of the base beside those of <see cref="Run"/>, as <c>key=value</c>.</summary>
    public IReadOnlyList<string> BaseOptions { get; init; } = [];

    /// <summary>Settings of the head.</summary>
    public IReadOnlyList<string> HeadOptions { get; init; } = [];

    /// <summary>A change of known size, planted in the head; null outside self-tests.</summary>
    public PlantedChange? Planted { get; init; }
}
