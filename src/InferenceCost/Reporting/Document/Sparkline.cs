namespace InferenceCost.Reporting.Document;

/// <summary>A trend in the width of a word.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const int MostPoints = 30;

    /// <summary>The latest thirty values from the lowest level to the highest; equal values all stand in the middle.</summary>
    public static string Draw(IReadOnlyList<double> values)
    {
        var shown = values.Skip(values.Count - Math.Min(values.Count, MostPoints)).ToList();
        if (shown.Count == 0)
        {
            return "";
        }

        var (low, high) = (shown.Min(), shown.Max());
        return string.Concat(shown.Select(
            value => high > low ? Levels[(int)Math.Round((value - low) / (high - low) * (Levels.Length - 1))] : Levels[Levels.Length / 2]));
    }
}
