namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Decimals of at most fifteen digits without an exponent, which is nearly all that files of predictions hold: a general reader of numbers
/// takes a tenth of the whole time of judging a million items. Their digits and the power of ten are exact as binary numbers, so that one
/// division gives the nearest one (Clinger, How to Read Floating Point Numbers Accurately, 1990, section 3).
/// </summary>
internal static class ShortDecimal
{
    private const int MostDigits = 15;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>False for any other form: a general reader has to look at it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        var (digits, count, point) = (0L, 0, -1);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                digits = (10 * digits) + (character - '0');
                count++;
            }
            else if (character == '.' && point < 0)
            {
                point = count;
            }
            else
            {
                value = 0;
                return false;
            }

            if (count > MostDigits)
            {
                value = 0;
                return false;
            }
        }

        value = count == 0 ? 0 : digits / Powers[point < 0 ? 0 : count - point];
        return count > 0;
    }
}
