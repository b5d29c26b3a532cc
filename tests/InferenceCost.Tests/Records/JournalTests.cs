using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Scenarios;

namespace InferenceCost.Tests.Records;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Steps_read_back_in_the_order_they_were_finished()
    {
        Append(1, 2);
        Append(3);
        Assert.Equal([1, 2, 3], Numbers());
    }

    [Fact]
    public void A_folder_without_a_journal_has_no_steps() => Assert.Empty(Numbers());

    [Fact]
    public void A_half_written_last_line_is_dropped_and_written_over()
    {
        Append(1, 2);
        var whole = File.ReadAllBytes(folder.File(Journal.FileName));
        for (var kept = whole.Length / 2; kept < whole.Length; kept++)
        {
            File.WriteAllBytes(folder.File(Journal.FileName), whole[..kept]);
            Assert.Equal([1], Numbers());
            Append(3);
            Assert.Equal([1, 3], Numbers());
        }
    }

    [Fact]
    public void A_journal_of_half_a_line_alone_is_empty()
    {
        File.WriteAllText(folder.File(Journal.FileName), "{\"num");
        Assert.Empty(Numbers());
        Append(1);
        Assert.Equal([1], Numbers());
    }

    [Fact]
    public void A_damaged_line_in_the_middle_is_named()
    {
        File.WriteAllText(folder.File(Journal.FileName), "{\"number\":1}\n{\"numb\n{\"number\":3}\n");
        var error = Assert.Throws<InputException>(() => Numbers());
        Assert.Contains("line 2 is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_no_utf8_is_named()
    {
        File.WriteAllBytes(folder.File(Journal.FileName), [.. "{\"word\":\"one\"}\n{\"word\":\"t"u8, 0xFF, .. "o\"}\n"u8]);
        var error = Assert.Throws<InputException>(() => Journal.Read<Spoken>(folder.Path, RunJson.OneLine));
        Assert.Contains("line 2 is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_kind_that_is_not_named_is_damaged()
    {
        File.WriteAllText(folder.File(Journal.FileName), "{\"step\":{\"result\":{\"message\":\"of no kind\"}}}\n");
        var error = Assert.Throws<InputException>(
            () => Journal.Read<InferenceCost.Running.JournalEntry>(folder.Path, InferenceCost.Scenarios.ScenarioCatalog.Json));
        Assert.Contains("line 1 is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_read_while_it_is_written()
    {
        using var journal = Journal.Open(folder.Path, ScenarioCatalog.Json);
        journal.Append(new Step(1));
        Assert.Equal([1], Numbers());
    }

    [Fact]
    public void One_process_at_a_time_writes_it()
    {
        Journal.RefuseIfOpen(folder.Path);
        using (Journal.Open(folder.Path, ScenarioCatalog.Json))
        {
            Assert.Contains(
                "another process is measuring",
                Assert.Throws<InputException>(() => Journal.Open(folder.Path, ScenarioCatalog.Json)).Message,
                StringComparison.Ordinal);
            Assert.Throws<InputException>(() => Journal.RefuseIfOpen(folder.Path));
        }

        Journal.RefuseIfOpen(folder.Path);
        Assert.Equal([Journal.FileName], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    private void Append(params int[] numbers)
    {
        using var journal = Journal.Open(folder.Path, ScenarioCatalog.Json);
        foreach (var number in numbers)
        {
            journal.Append(new Step(number));
        }
    }

    private IEnumerable<int> Numbers() => Journal.Read<Step>(folder.Path, RunJson.OneLine).Select(step => step.Number);

    private sealed record Step(int Number);

    private sealed record Spoken(string Word);
}
