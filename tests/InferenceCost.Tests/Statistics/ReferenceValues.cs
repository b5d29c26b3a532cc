using System.Text.Json;

namespace InferenceCost.Tests.Statistics;

/// <summary>
/// Values from SciPy, statsmodels, exact fractions and a numeric likelihood search, written by Reference/make_reference.py.
/// </summary>
internal static class ReferenceValues
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    internal static T[] Of<T>(string name, string folder = "Statistics")
    {
        using var stream = typeof(ReferenceValues).Assembly.GetManifestResourceStream($"{folder}.Reference.{name}.json")
            ?? throw new InvalidOperationException($"No reference values named {name} are embedded.");
        return JsonSerializer.Deserialize<T[]>(stream, Options)!;
    }

    /// <summary>Equal to nine digits; values next to zero to nine decimals.</summary>
    internal static void AssertClose(double expected, double actual)
    {
        Assert.True(
            Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"expected {expected:R}, but was {actual:R}"));
        Assert.True(
            Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected) + 1e-15,
            FormattableString.Invariant($"expected {expected:R} to six digits, but was {actual:R}"));
    }
}
