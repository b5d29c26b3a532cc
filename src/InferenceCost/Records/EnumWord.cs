using System.Collections.Concurrent;
using System.Text.Json;

namespace InferenceCost.Records;

/// <summary>The word that stands for a verdict or a state in files, which people read in reports too.</summary>
public static class EnumWord
{
    private static readonly ConcurrentDictionary<Enum, string> Words = new();

    /// <summary>The word, such as <c>non-inferior</c>.</summary>
    public static string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Words.GetOrAdd(value, one => JsonSerializer.SerializeToElement(one, one.GetType(), RunJson.OneLine).GetString()!);
    }
}
