using System.Globalization;

namespace InferenceCost.Gate.Interleaving;

/// <summary>
/// What parent and child say to each other over a pipe, a line at a time. The two may be different builds, so the child begins with the
/// version of the protocol that it speaks; whatever changes the meaning of a line gets another version.
/// </summary>
internal static class InterleavingProtocol
{
    /// <summary>The child's first line, once its model is loaded.</summary>
    public const string Version = "inference-cost-turns/1";

    /// <summary>Warm up; answered with the time of a warm call.</summary>
    public const string Warm = "warm";

    /// <summary>There are no more blocks.</summary>
    public const string End = "end";

    private const string BlockWord = "block ";

    /// <summary>Run a block; answered with its mean time of a call.</summary>
    public static string Block(int calls) => BlockWord + calls.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many calls a line asks for; null where it asks for something else.</summary>
    public static int? CallsOf(string line) =>
        line.StartsWith(BlockWord, StringComparison.Ordinal)
            && int.TryParse(line.AsSpan(BlockWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var calls)
            ? calls : null;

    /// <summary>A time in nanoseconds as a line.</summary>
    public static string Time(double nanoseconds) => nanoseconds.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The time in a line; null where there is none.</summary>
    public static double? TimeOf(string? line) =>
        double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) && time > 0 && double.IsFinite(time)
            ? time
            : null;
}
