using InferenceCost.Records;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Running.Workers;

public sealed class WorkerAnswerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{"kind":"failed","code":"hung"}""", """{ "kind":"failed", "code":"hung" }""")]
    [InlineData("""{"kind":"of no kind"}""", """{"kind":"of no kind","models":[]}""")]
    [InlineData("""{"kind":"failed",""", """{"kind":"failed","code":"hung",""")]
    public void Answers_that_are_damaged_alike_are_one_way_of_failing(string one, string other)
    {
        var first = Assert.IsType<FailedResult>(Read(".answer.1.json", one));
        Assert.Equal(first, Read(".answer.2.json", other));
        Assert.Equal(ReasonCode.Failed, first.Code);
        Assert.StartsWith("the answer of the process is damaged: ", first.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_wrote_nothing_has_no_answer() =>
        Assert.Null(WorkerAnswer.Read(folder.File(".answer.json"), ScenarioCatalog.Json));

    [Theory]
    [InlineData(
        "loading\nUnhandled exception. System.IO.IOException: No space left\n   at Some.Where()\n   at Program.<Main>$(String[] args)\n",
        "System.IO.IOException: No space left")]
    [InlineData("malloc(): corrupted top size\n", "malloc(): corrupted top size")]
    [InlineData("why\n   at Program.<Main>$(String[] args)\n", "why")]
    public void The_last_words_of_a_dead_process_are_what_it_said_and_no_line_of_its_stack(string output, string words) =>
        Assert.EndsWith($"no answer; its last words: {words}", WorkerAnswer.OfDead(new ChildExit(134, output)).Message);

    [Fact]
    public void A_build_that_does_not_know_a_job_says_so_by_the_way_it_ends()
    {
        const string Trace = """
            Unhandled exception. System.Text.Json.JsonException: Read unrecognized type discriminator id 'answers'.
               at System.Text.Json.JsonSerializer.Deserialize[TValue](String json, JsonSerializerOptions options)
               at Program.<Main>$(String[] args)
            """;
        Assert.Equal(ReasonCode.UnknownJob, WorkerAnswer.OfDead(new ChildExit(134, Trace)).Code);
        Assert.Equal(ReasonCode.Crashed, WorkerAnswer.OfDead(new ChildExit(134, "Segmentation fault")).Code);
    }

    private WorkerResult? Read(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return WorkerAnswer.Read(folder.File(name), ScenarioCatalog.Json);
    }
}
