using System.Globalization;

namespace InferenceCost.Records;

/// <summary>
/// Sizes that a person gave to free axes by name, in the order of the names: as a part of an id (<c>s128</c>, <c>s48x320</c>) and as words.
/// </summary>
public static class AxisSizes
{
    /// <summary>Reads <c>sequence=128</c>; null where nothing was given. The last of one name counts.</summary>
    public static IReadOnlyDictionary<string, long>? Parse(IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var sizes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var split = text.LastIndexOf('=');
            if (split > 0 && long.TryParse(text.AsSpan(split + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                sizes[text[..split]] = size;
            }
        }

        return sizes.Count == 0 ? null : sizes;
    }

    /// <summary>The part of an id; null without sizes.</summary>
    public static string? Part(IReadOnlyDictionary<string, long>? sizes) =>
        sizes is not { Count: > 0 } ? null : "s" + string.Join('x', sizes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What tells figures at other sizes and threads than those that claims use from those; empty for the latter.</summary>
    public static string VariantKey(bool isFurther, int threads, IReadOnlyDictionary<string, long>? sizes) =>
        isFurther ? FormattableString.Invariant($"t{threads}/{Part(sizes)}") : "";

    /// <summary>Whether a part of an id is one of sizes.</summary>
    public static bool IsPart(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part is ['s', _, ..] && part[1..].Split('x').All(size => size.Length > 0 && size.All(char.IsAsciiDigit));
    }

    /// <summary>For people: <c>height=48, width=320</c>; null without sizes.</summary>
    public static string? Words(IReadOnlyDictionary<string, long>? sizes) =>
        sizes is not { Count: > 0 } ? null : string.Join(", ", sizes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));
}
