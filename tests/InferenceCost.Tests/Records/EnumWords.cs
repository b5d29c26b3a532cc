using InferenceCost.Records;

namespace InferenceCost.Tests.Records;

/// <summary>The words of an enum, in its order.</summary>
internal static class EnumWords
{
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => EnumWord.Of(value))];
}
