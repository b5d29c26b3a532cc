using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Tasks.Classification;

/// <summary>Classes that a model calls by names or by numbers of its own, beside the numbers from 0 that labels have.</summary>
/// <param name="output">The output, with the classes of its model.</param>
internal sealed class ClassNames(ScoredOutput output)
{
    private readonly Dictionary<string, int> places = (output.Classes ?? []).Distinct().Index()
        .ToDictionary(item => item.Item, item => item.Index);

    /// <summary>The place of a class among those of the model, from 0.</summary>
    /// <param name="name">What the model called it.</param>
    /// <exception cref="InputException">The model's file does not list it.</exception>
    public int PlaceOf(string name) => places.TryGetValue(name, out var place) ? place : throw new InputException(
        $"output '{output.Name}' gave the class '{name}', which the model's file does not list", "export the model again with its classes");

    /// <summary>Whether the classes are numbers, and others than 0, 1, 2 in this order.</summary>
    public static bool AreNotCountedFrom0(ScoredOutput output) => output.Classes is { } classes
        && classes.All(name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        && !classes.Index().All(item => item.Item == item.Index.ToString(CultureInfo.InvariantCulture));
}
