using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers;

/// <summary>Where each item is. Built once for each set of predictions, however many others it is paired with.</summary>
internal sealed class ItemIndex
{
    private readonly Dictionary<string, int> positions;
    private readonly Lazy<int[]> byId;

    /// <summary>Indexes items.</summary>
    public ItemIndex(string[] items)
        : this(items, new Dictionary<string, int>(items.Length, StringComparer.Ordinal))
    {
        for (var i = 0; i < items.Length && Repeated is null; i++)
        {
            Repeated = positions.TryAdd(items[i], i) ? null : items[i];
        }
    }

    /// <summary>Takes over positions of items that are known to differ.</summary>
    public ItemIndex(string[] items, Dictionary<string, int> positions)
    {
        this.positions = positions;
        byId = new Lazy<int[]>(() => OrdinalOrder.Rank(items));
    }

    /// <summary>
    /// The positions in the order of the ids: what is drawn at random or split into halves goes by it, so that the order of a file changes
    /// nothing.
    /// </summary>
    public int[] ById => byId.Value;

    /// <summary>The first item that comes twice; null where every one comes once. The index is whole only then.</summary>
    public string? Repeated { get; }

    /// <summary>The position of an item.</summary>
    /// <returns>False where there is no such item.</returns>
    public bool TryFind(string item, out int position) => positions.TryGetValue(item, out position);
}
