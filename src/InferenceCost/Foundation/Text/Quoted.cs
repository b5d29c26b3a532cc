using System.Text;

namespace InferenceCost.Foundation.Text;

/// <summary>A value of somebody's file as a message shows it: its beginning, on one line, with nothing that a terminal obeys.</summary>
internal static class Quoted
{
    private const int Longest = 60;

    /// <summary>The value, or its beginning.</summary>
    public static string Of(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(Longest + 3);
        foreach (var character in value[..Math.Min(value.Length, Longest)])
        {
            text.Append(char.IsControl(character) ? '?' : character);
        }

        return text.Append(value.Length > Longest ? "..." : "").ToString();
    }
}
