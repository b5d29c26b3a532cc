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

    /// <summary>
    /// What outputs may differ by, as a share of the base's largest absolute value; null for what fp32 may, and for no verdict on others.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>Whether different answers are no reason to fail.</summary>
    public bool AllowsChangedAnswers { get; init; }

    /// <summary>The same request for somebody who stands in another folder: paths lead to the same files.</summary>
    public GateRequest From(string folder)
    {
        string There(string path) => Run.WorkingFolder is { } own && folder != own ? Path.GetFullPath(path, own) : path;
        string Word(string word) => SettingWords.IsNativeLibrary(word, out var path) ? SettingWords.NativeLibraryWord(There(path)) : word;
        return this with
        {
            Base = Kind is GateKind.Builds or GateKind.Models ? There(Base) : Base,
            Head = Kind is GateKind.Builds or GateKind.Models ? There(Head) : Head,
            BaseOptions = [.. BaseOptions.Select(Word)],
            HeadOptions = [.. HeadOptions.Select(Word)],
            Run = Run.From(folder),
        };
    }
}
