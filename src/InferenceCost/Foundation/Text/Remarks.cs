namespace InferenceCost.Foundation.Text;

/// <summary>Remarks on one figure, joined where there are several.</summary>
internal static class Remarks
{
    /// <summary>The remarks that are there; null where there is none.</summary>
    public static string? Join(params IEnumerable<string?> notes)
    {
        var present = notes.OfType<string>().ToList();
        return present.Count == 0 ? null : string.Join("; ", present);
    }
}
