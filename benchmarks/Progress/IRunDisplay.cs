using InferenceCost.Gate;
using InferenceCost.Running;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>Shows people what a run is doing. On standard error, so that standard output stays for results.</summary>
internal interface IRunDisplay
{
    /// <summary>Something happened.</summary>
    void Show(RunEvent happened);

    /// <summary>A launch of a gate begins.</summary>
    void Show(GateProgress launch);

    /// <summary>A line for people that stays.</summary>
    void Line(string text);

    /// <summary>Clears what is not meant to stay.</summary>
    void End();
}
