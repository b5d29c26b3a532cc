using System.Globalization;

namespace InferenceCost.Records;

/// <summary>
/// The id of a case in words, for people: <c>latency of plain-24k (fashion-mnist, cpu), batch 32, 1 thread, 2 callers</c>.
/// </summary>
public static class CaseWords
{
    /// <summary>The words of an id; text that is none stays as it is.</summary>
    public static string Of(string id)
    {
        if (CaseId.Parse(id) is not { } parts)
        {
            return id;
        }

        var name = Metric.Find(parts.Metric!).Name;
        var what = parts.IsRatio ? $"{name}, {parts.Model} over {parts.Student}"
            : parts.Student is { } student ? $"{name} of {student} against {parts.Model}"
            : $"{name} of {parts.Model}";
        string?[] words =
        [
            $"{what} ({string.Join(", ", ((string?[])[parts.Family, parts.Provider]).OfType<string>())})",
            parts.Batch is { } batch ? Counted("batch {0}", batch) : null,
            parts.Threads is { } threads ? Counted(threads == 1 ? "{0} thread" : "{0} threads", threads) : null,
            parts.Callers > 1 ? Counted("{0} callers", parts.Callers) : null,
            .. parts.Settings.Select(setting => AxisSizes.IsPart(setting) ? $"size {setting[1..]}" : setting),
        ];
        return string.Join(", ", words.OfType<string>());
    }

    /// <summary>Whether a person who typed this may mean the case: its id, or words that all stand in its words.</summary>
    public static bool IsMeant(string id, string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed == id)
        {
            return true;
        }

        var words = Of(id);
        var asked = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return asked.Length > 0 && asked.All(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string Counted(string words, int count) => string.Format(CultureInfo.InvariantCulture, words, count);
}
