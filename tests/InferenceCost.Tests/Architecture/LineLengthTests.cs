namespace InferenceCost.Tests.Architecture;

/// <summary>What .editorconfig says of long lines, which no compiler checks: two files can be read side by side.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    private static readonly string[] Folders = ["src", "benchmarks", "tests"];

    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        List<string> offenders =
        [
            .. from file in Sources()
               from line in File.ReadLines(Path.Combine(Checkout.Root, file)).Index()
               where line.Item.Length > Longest
               select $"{file}:{line.Index + 1}: {line.Item.Length} columns",
        ];
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
    }

    [Fact]
    public void The_check_reads_the_sources() =>
        Assert.Contains(Path.Combine("tests", "InferenceCost.Tests", "Architecture", nameof(LineLengthTests) + ".cs"), Sources());

    [Fact]
    public void The_limit_is_that_of_the_editors() =>
        Assert.Contains($"max_line_length = {Longest}", File.ReadLines(Path.Combine(Checkout.Root, ".editorconfig")));

    /// <summary>Every source of ours, relative to the checkout; what a build writes lies in bin and obj.</summary>
    private static IEnumerable<string> Sources() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Checkout.Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);
}
