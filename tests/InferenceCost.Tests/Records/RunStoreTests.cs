using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tests.Foundation.Files;
using InferenceCost.Tests.Reporting;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Records;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_reads_back_the_same_and_makes_the_same_report()
    {
        RunStore.Write(folder.Path, ReportFixture.Complete);
        var first = File.ReadAllText(folder.File(RunStore.FileName));
        var read = RunStore.Read(folder.Path);
        RunStore.Write(folder.Path, read);

        Assert.Equal(first, File.ReadAllText(folder.File(RunStore.FileName)));
        Assert.Equal(Printed.Markdown(ReportFixture.Complete), Printed.Markdown(read));
    }

    [Fact]
    public void A_run_is_found_by_its_folder_and_by_its_file()
    {
        RunStore.Write(folder.Path, ReportFixture.Complete);
        Assert.Equal(RunStore.Read(folder.Path).Run.Id, RunStore.Read(folder.File(RunStore.FileName)).Run.Id);
    }

    [Fact]
    public void A_folder_without_a_run_is_named() => AssertRefused(folder.Path, "no run is stored there");

    [Fact]
    public void A_file_of_a_newer_schema_is_refused_with_both_schemas_named() => AssertRefused(
        Stored("""{"schema":"inference-cost/2"}"""), "written in schema inference-cost/2, this version reads inference-cost/1");

    [Fact]
    public void A_file_of_an_older_schema_is_refused_too() =>
        AssertRefused(Stored("""{"schema":"inference-cost/0"}"""), "inference-cost/0");

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"schema":1}""")]
    public void Json_that_names_no_schema_is_no_run(string text) => AssertRefused(Stored(text), "it names no schema");

    [Theory]
    [InlineData("")]
    [InlineData("null null")]
    [InlineData("not json")]
    [InlineData("""{"schema":"inference-cost/1"}""")]
    [InlineData("""{"schema":"inference-cost/1","status":"complete","families":7}""")]
    public void A_damaged_file_is_refused(string text) => AssertRefused(Stored(text), "damaged");

    [Theory]
    [InlineData("\"verdict\": \"inferior\"", "\"verdict\": \"unheard of\"")]
    [InlineData("\"inputs\": \"task\"", "\"inputs\": \"unheard of\"")]
    [InlineData("\"source\": \"static\"", "\"source\": \"unheard of\"")]
    public void A_word_that_this_version_does_not_know_is_damage(string word, string other)
    {
        RunStore.Write(folder.Path, ReportFixture.Complete);
        var text = File.ReadAllText(folder.File(RunStore.FileName));
        Assert.Contains(word, text, StringComparison.Ordinal);
        AssertRefused(Stored(text.Replace(word, other, StringComparison.Ordinal)), "damaged");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_truncated_file_is_refused(double kept)
    {
        RunStore.Write(folder.Path, ReportFixture.Complete);
        var text = File.ReadAllText(folder.File(RunStore.FileName));
        AssertRefused(Stored(text[..(int)(kept * text.Length)]), "damaged");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    public void Gaps_in_lists_are_damage_and_no_crash(string claims)
    {
        RunStore.Write(folder.Path, ReportFixture.Interrupted);
        var text = File.ReadAllText(folder.File(RunStore.FileName))
            .Replace("\"claims\": []", $"\"claims\": {claims}", StringComparison.Ordinal);
        AssertRefused(Stored(text), "damaged");
    }

    [Fact]
    public void Fields_of_a_later_version_are_ignored()
    {
        RunStore.Write(folder.Path, ReportFixture.Complete);
        var text = File.ReadAllText(folder.File(RunStore.FileName));
        Assert.Equal(
            ReportFixture.Complete.Run.Id,
            RunStore.Read(
                Stored(text.Replace("{\n  \"schema\"", "{\n  \"later\": {\"x\": [1]},\n  \"schema\"", StringComparison.Ordinal))).Run.Id);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_damage_and_no_crash()
    {
        RunStore.Write(folder.Path, ReportFixture.Complete);
        var text = File.ReadAllBytes(folder.File(RunStore.FileName));
        text[text.AsSpan().IndexOf("inference-cost/"u8)] = 0xFF;
        File.WriteAllBytes(folder.File(RunStore.FileName), text);
        AssertRefused(folder.File(RunStore.FileName), "damaged, it is not UTF-8");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_damage_and_no_crash() =>
        AssertRefused(Stored("{\"schema\":\"\\ud800\"}"), "damaged");

    [Fact]
    public void Whatever_byte_is_changed_a_run_is_read_or_refused_and_nothing_crashes()
    {
        using var memory = TemporaryFolder.InMemory();
        // One of each kind of record: what is read again and again should not be long.
        var run = ReportFixture.Complete;
        RunStore.Write(folder.Path, run with
        {
            Families = [run.Families[0] with { Models = [.. run.Families[0].Models.Take(2)] }],
            Cases = [.. run.Cases.DistinctBy(item => item.Metric)],
            Quality = [.. run.Quality.Take(2)],
            Ratios = [.. run.Ratios.DistinctBy(ratio => ratio.Metric)],
            Claims = [.. run.Claims.Take(1)],
        });
        var text = File.ReadAllBytes(folder.File(RunStore.FileName));
        Assert.Empty(MutatedBytes.Crashes(text, memory.File("mutated.json"), path => Printed.Markdown(RunStore.Read(path))).Take(20));
    }

    private string Stored(string text)
    {
        File.WriteAllText(folder.File(RunStore.FileName), text);
        return folder.File(RunStore.FileName);
    }

    private static void AssertRefused(string path, string what)
    {
        var error = Assert.Throws<InputException>(() => RunStore.Read(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.NotEmpty(error.Fix);
    }
}
