namespace InferenceCost.Data;

/// <summary>
/// What a classifier answered, item by item, in columns: a million items are four arrays, not a million objects. The order of the
/// items has no meaning; items are matched by their ids.
/// </summary>
public sealed class Predictions
{
    /// <summary>Puts the columns together.</summary>
    /// <param name="source">Where they come from, for messages: a file, or a model's name.</param>
    /// <param name="items">The items' ids.</param>
    /// <param name="labels">The true class of each item, from 0; null where nobody knows them.</param>
    /// <param name="predicted">The class that the model chose for each item, from 0.</param>
    /// <param name="probabilities">Shape [items, classes], row by row; null where they were not recorded.</param>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public Predictions(string source, string[] items, int[]? labels, int[] predicted, float[]? probabilities = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(predicted);
        if (predicted.Length != items.Length || (labels is not null && labels.Length != items.Length))
        {
            throw new ArgumentException("Every column needs one value per item.", nameof(predicted));
        }

        if (probabilities is not null && (items.Length == 0 ? probabilities.Length != 0 : probabilities.Length == 0 || probabilities.Length % items.Length != 0))
        {
            throw new ArgumentException("Every item needs the same number of probabilities.", nameof(probabilities));
        }

        (Source, Items, Labels, Predicted, Probabilities) = (source, items, labels, predicted, probabilities);
    }

    /// <summary>Where the predictions come from, for messages.</summary>
    public string Source { get; }

    /// <summary>How many items there are.</summary>
    public int Count => Items.Length;

    /// <summary>The items' ids.</summary>
    public string[] Items { get; }

    /// <summary>The true class of each item; null where nobody knows them.</summary>
    public int[]? Labels { get; }

    /// <summary>The class that the model chose for each item.</summary>
    public int[] Predicted { get; }

    /// <summary>Shape [items, classes], row by row; null where they were not recorded.</summary>
    public float[]? Probabilities { get; }

    /// <summary>How many classes the probabilities cover; null without them.</summary>
    public int? Classes => Probabilities is null || Count == 0 ? null : Probabilities.Length / Count;

    /// <summary>The probabilities of one item; empty where they were not recorded.</summary>
    /// <param name="index">The item's position, not its id.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int index) =>
        Classes is { } classes ? Probabilities.AsSpan(index * classes, classes) : [];
}
