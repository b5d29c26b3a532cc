using System.Text.Json.Serialization;
using InferenceCost.Records;

namespace InferenceCost.Scenarios.Contract;

/// <summary>At which sizes of free axes and with how many threads in a call something is measured.</summary>
/// <param name="Dimensions">The sizes of free axes, <c>name=N</c>.</param>
/// <param name="Threads">Threads inside one call.</param>
public sealed record Variant(IReadOnlyList<string> Dimensions, int Threads)
{
    /// <summary>Its name within a run: what tells steps apart that are alike otherwise.</summary>
    [JsonIgnore]
    public string Key => FormattableString.Invariant($"t{Threads}{string.Concat(Dimensions.Select(size => $"/{size}"))}");

    /// <summary>For people: <c>sequence=128, 2 threads</c>.</summary>
    [JsonIgnore]
    public string Words => string.Join(", ", new[]
    {
        AxisSizes.Words(AxisSizes.Parse(Dimensions)), FormattableString.Invariant($"{Threads} thread{(Threads == 1 ? "" : "s")}"),
    }.OfType<string>());
}
