using System.Globalization;

namespace InferenceCost.Onnx.Writing;

/// <summary>The names in a graph: none twice, and a value that becomes an output goes by the output's name from then on.</summary>
/// <param name="graph">The graph's own name, for messages.</param>
internal sealed class GraphNames(string graph)
{
    private readonly HashSet<string> taken = [];
    private readonly Dictionary<string, string> renamed = [];

    /// <summary>Takes a name.</summary>
    /// <exception cref="InvalidOperationException">It is taken already.</exception>
    public string Claim(string wanted) => wanted.Length > 0 && taken.Add(wanted)
        ? wanted
        : throw new InvalidOperationException($"The graph '{graph}' has more than one '{wanted}'.");

    /// <summary>Takes the name, or the first with a number behind it that is free.</summary>
    public string Free(string wanted)
    {
        var free = wanted;
        for (var repeat = 1; !taken.Add(free); repeat++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{repeat}");
        }

        return free;
    }

    /// <summary>Gives a value another name, which is taken already.</summary>
    public void Rename(string value, string name) => renamed[value] = name;

    /// <summary>The name that a value goes by now.</summary>
    public string Current(string value) => renamed.GetValueOrDefault(value, value);
}
