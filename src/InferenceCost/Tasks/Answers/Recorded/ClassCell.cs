using System.Globalization;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>What a class may be called in a file: a number from 0, or a name.</summary>
internal static class ClassCell
{
    /// <summary>Above it a number is taken for an identifier, which is a name: figures for each class are kept by number.</summary>
    private const int HighestNumber = 999_999;

    /// <summary>Whether it is a class number: digits alone, and only one way to write each number.</summary>
    public static bool IsNumber(ReadOnlySpan<char> value) => TryNumber(value, out _);

    /// <summary>The class number that it is.</summary>
    public static bool TryNumber(ReadOnlySpan<char> value, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= HighestNumber
        && (value.Length == 1 || value[0] != '0');

    /// <summary>
    /// Whether it reads like a number and is no class number: -1, 007, or the 3.0 that data frames make of a 3. Taken for a name it would
    /// match nothing that another program wrote, silently.
    /// </summary>
    public static bool IsMisleading(ReadOnlySpan<char> value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        && !(value[0] is >= '1' and <= '9' && value.IndexOfAnyExceptInRange('0', '9') < 0) && !IsNumber(value);
}
