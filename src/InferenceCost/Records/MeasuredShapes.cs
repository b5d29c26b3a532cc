namespace InferenceCost.Records;

/// <summary>The shapes that were measured, in words: <c>input_ids 1x128, attention_mask 1x128</c>.</summary>
public static class MeasuredShapes
{
    /// <summary>
    /// One item of some cases; models that are fed alike are told once, and sizes that were given stand before the shapes that they made.
    /// </summary>
    /// <param name="cases">Cases of one family.</param>
    /// <returns>Null where no shape is known.</returns>
    public static string? Describe(IEnumerable<CaseRecord> cases)
    {
        var sizes = cases.Where(item => item.Shapes.Count > 0)
            .Select(item => (item.Model, Sizes: AxisSizes.Words(item.Sizes), Text: List(OfOneItem(item)))).Distinct()
            .GroupBy(item => item.Sizes).ToList();
        return sizes.Count == 0
            ? null
            : string.Join("; ", sizes.Select(
                group => sizes.Count == 1 || group.Key is null ? ByModel(group) : $"{group.Key}: {ByModel(group)}"));
    }

    /// <summary>Shapes by input.</summary>
    public static string List(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        return string.Join(", ", shapes.Select(pair => $"{pair.Key} {(pair.Value.Count == 0 ? "scalar" : string.Join('x', pair.Value))}"));
    }

    private static string ByModel(IEnumerable<(string Model, string? Sizes, string Text)> items)
    {
        var texts = items.GroupBy(item => item.Text).ToList();
        return texts is [var only]
            ? only.Key
            : string.Join("; ", texts.Select(group => $"{string.Join(", ", group.Select(item => item.Model).Distinct())}: {group.Key}"));
    }

    /// <summary>A first axis that is as long as the batch is the batch.</summary>
    private static Dictionary<string, IReadOnlyList<long>> OfOneItem(CaseRecord item) => item.Shapes.ToDictionary(
        pair => pair.Key,
        pair => item.Batch > 1 && pair.Value is [var first, ..] && first == item.Batch
            ? (IReadOnlyList<long>)[1, .. pair.Value.Skip(1)]
            : pair.Value);
}
