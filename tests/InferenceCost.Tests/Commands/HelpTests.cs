using System.Text.RegularExpressions;

namespace InferenceCost.Tests.Commands;

public sealed partial class HelpTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("csv|json|md", "report")]
    [InlineData("json|text", "run")]
    [InlineData("json|text", "compare")]
    [InlineData("json|text", "models", "list")]
    [InlineData("json|text", "history", "show")]
    public async Task Every_option_is_listed_once_with_the_words_it_takes(string words, params string[] command)
    {
        var (code, text, _) = await WarmProgram.Run(folder.Path, [.. command, "--help"]);
        Assert.Equal(0, code);
        var options = Option().Matches(text).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(options.Distinct(), options);
        Assert.Contains("--models", options);
        Assert.Contains($"--format <{words}>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_a_report_may_stand_before_and_after_the_command()
    {
        InferenceCost.Records.RunStore.Write(folder.Path, Tests.Reporting.Pages.Runs.ReportFixture.Complete);
        var (code, after, _) = await WarmProgram.Run(folder.Path, "report", folder.Path, "--format", "csv");
        Assert.Equal((0, (0, after, "")), (code, await WarmProgram.Run(folder.Path, "--format", "csv", "report", folder.Path)));
        Assert.StartsWith("Id,Metric,", after, StringComparison.Ordinal);
        Assert.Equal(2, (await WarmProgram.Run(folder.Path, "report", folder.Path, "--format", "text")).Code);
        Assert.Equal(0, (await WarmProgram.Run(folder.Path, "history", "--format", "json", "add", folder.Path)).Code);
    }

    [GeneratedRegex(@"^  (?:-\w, )?(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();
}
