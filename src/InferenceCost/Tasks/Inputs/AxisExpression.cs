using System.Globalization;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// A name of an axis that says how its length follows from others: <c>past_sequence_length + 1</c>. Sums, differences and products of names
/// and whole numbers are understood; any other name stands for itself.
/// </summary>
/// <param name="text">The name.</param>
/// <param name="sizes">The length of a name within it; null where it is not known.</param>
internal sealed class AxisExpression(string text, Func<string, long?> sizes)
{
    private int position;
    private bool isKnown = true;

    /// <summary>The names that another name is made of; none where it stands for itself.</summary>
    public static IReadOnlyList<string> Parts(string name)
    {
        var parts = new List<string>();
        var isWhole = new AxisExpression(name, part =>
        {
            parts.Add(part);
            return 1;
        }).Read() is not null;
        return isWhole && !(parts is [var only] && only == name) ? [.. parts.Distinct()] : [];
    }

    /// <summary>The length that a name stands for; null where it is no expression, or a length in it is not known.</summary>
    public static long? Evaluate(string name, Func<string, long?> sizes) => new AxisExpression(name, sizes).Read();

    private long? Read()
    {
        try
        {
            var value = Sum();
            Skip();
            return value >= 0 && isKnown && position == text.Length ? value : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private long Sum()
    {
        var sum = Product();
        while (Next('+', '-') is { } sign)
        {
            sum = sign == '+' ? checked(sum + Product()) : checked(sum - Product());
        }

        return sum;
    }

    private long Product()
    {
        var product = Factor();
        while (Next('*', '*') is not null)
        {
            product = checked(product * Factor());
        }

        return product;
    }

    private long Factor()
    {
        if (Next('(', '(') is not null)
        {
            var inner = Sum();
            isKnown &= Next(')', ')') is not null;
            return inner;
        }

        Skip();
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '.'))
        {
            position++;
        }

        var word = text[start..position];
        var size = word.Length == 0 ? null
            : char.IsAsciiDigit(word[0])
                ? long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null
                : sizes(word);
        isKnown &= size is not null;
        return size ?? 0;
    }

    private char? Next(char one, char other)
    {
        Skip();
        return position < text.Length && (text[position] == one || text[position] == other) ? text[position++] : null;
    }

    private void Skip()
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }
    }
}
