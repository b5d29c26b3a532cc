using System.Text.Json;

namespace InferenceCost.Records;

/// <summary>The word that stands for a verdict or a state in files, which people read in reports too.</summary>
public static class EnumWord
{
    /// <summary>The word, such as <c>non-inferior</c>.</summary>
    public static string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonSerializer.SerializeToElement(value, value.GetType(), RunJson.OneLine).GetString()!;
    }
}
