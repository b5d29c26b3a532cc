using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Tasks.Classification;

/// <summary>
/// Classes that models call by names or by numbers of their own. Answers and labels are counted by the place of a class among the names
/// that hold for the whole family, so that a model that lists them in another order is compared class by class.
/// </summary>
/// <param name="output">The output, with the classes of its model and those of the family.</param>
internal sealed class ClassNames(ScoredOutput output)
{
    private readonly IReadOnlyList<string> own = output.Classes ?? output.FamilyClasses ?? [];
    private readonly Dictionary<string, int> places = (output.FamilyClasses ?? output.Classes ?? []).Distinct().Index()
        .ToDictionary(item => item.Item, item => item.Index);

    /// <summary>The place of a class, from 0.</summary>
    /// <param name="name">What the model called it.</param>
    /// <exception cref="InputException">No model's file lists it.</exception>
    public int PlaceOf(string name) => places.TryGetValue(name, out var place) ? place : throw new InputException(
        $"output '{output.Name}' gave the class '{name}', which "
        + $"{(output.FamilyClasses is null ? "the model's file does" : "the models do")} not list",
        "export the model again with its classes");

    /// <summary>
    /// Turns whole numbers that name classes into places; those of a model that lists no classes are places already, unless the others call
    /// theirs by other numbers.
    /// </summary>
    /// <param name="numbers">The numbers, replaced.</param>
    /// <exception cref="InputException">A number is no class, or means one of two classes.</exception>
    public void ToPlaces(Span<float> numbers)
    {
        if (output.Classes is not null)
        {
            foreach (ref var number in numbers)
            {
                number = PlaceOf(number.ToString("0", CultureInfo.InvariantCulture));
            }
        }
        else if (output.FamilyClasses is { } names && AreOtherNumbers(names))
        {
            throw new InputException(
                $"output '{output.Name}' gives whole numbers, and another model calls its classes {Words(names)}: whether these are those "
                + "numbers or places from 0 is not known",
                "export the model with its scores, or with its classes");
        }
    }

    /// <summary>Puts the scores of every item into the order of the family's classes.</summary>
    /// <param name="source">The model, for messages.</param>
    /// <param name="values">Shape [items, columns], row by row.</param>
    /// <param name="columns">Numbers an item, more than one.</param>
    /// <exception cref="InputException">The model has other classes than the family.</exception>
    public ReadOnlySpan<float> InOrder(string source, ReadOnlySpan<float> values, int columns)
    {
        if (output.FamilyClasses is null)
        {
            return values;
        }

        if (Order(columns) is not { } order)
        {
            throw new InputException(
                FormattableString.Invariant($"{source}: output '{output.Name}' gives scores of {columns} classes")
                + (output.Classes is null ? "" : $" ({Words(own)})")
                + FormattableString.Invariant($", and the models are compared by {places.Count} ({Words(output.FamilyClasses)})"),
                "export both models for the same classes");
        }

        var ordered = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            ordered[i - (i % columns) + order[i % columns]] = values[i];
        }

        return ordered;
    }

    /// <summary>The place of each of the model's scores; null where its classes are not those of the family.</summary>
    /// <param name="columns">How many scores there are.</param>
    public int[]? Order(int columns) => output.FamilyClasses is null ? [.. Enumerable.Range(0, columns)]
        : columns == places.Count && own.Distinct().Count() == columns && own.All(places.ContainsKey)
            ? [.. own.Select(name => places[name])]
            : null;

    /// <summary>Refuses a single number an item whose two classes the model lists the other way round.</summary>
    /// <exception cref="InputException">It does.</exception>
    public void RequireOrderOfTwo(string source)
    {
        if (output is { Classes: { } classes, FamilyClasses: { } names } && !classes.SequenceEqual(names))
        {
            throw new InputException(
                $"{source}: output '{output.Name}' is one number for the classes {Words(classes)}, and the models are compared by "
                + Words(names), "export both models for the same classes in one order");
        }
    }

    /// <summary>Whether names are numbers, and others than 0, 1, 2 in this order.</summary>
    public static bool AreOtherNumbers(IReadOnlyList<string> names) =>
        names.All(name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) && !ArePlaces(names);

    /// <summary>Whether names are 0, 1, 2 in this order.</summary>
    public static bool ArePlaces(IReadOnlyList<string> names) =>
        names.Index().All(item => item.Item == item.Index.ToString(CultureInfo.InvariantCulture));

    private static string Words(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? ", ..." : "");
}
