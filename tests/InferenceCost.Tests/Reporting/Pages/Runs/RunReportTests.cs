using System.Globalization;
using InferenceCost.Records;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace InferenceCost.Tests.Reporting.Pages.Runs;

public sealed class RunReportTests
{
    private const string Hostile =
        "evil | name\r\n## heading <script>alert(1)</script> [x](http://e.example) ![i](x) `code` **bold** $a$ @somebody \u202egnp";

    [Fact]
    public void A_complete_run_renders_as_the_golden_page() =>
        GoldenFile.Check("Reporting/Pages/Runs", "complete.md", Printed.Markdown(ReportFixture.Complete));

    [Fact]
    public void An_interrupted_run_says_so_first_and_renders_as_far_as_it_got() =>
        GoldenFile.Check("Reporting/Pages/Runs", "interrupted.md", Printed.Markdown(ReportFixture.Interrupted));

    [Fact]
    public void Own_files_with_random_weights_on_two_providers_get_a_heading_each_and_no_quality() =>
        GoldenFile.Check("Reporting/Pages/Runs", "own-files.md", Printed.Markdown(ReportFixture.UserFamily));

    [Fact]
    public void A_run_in_which_nothing_was_measured_still_makes_a_page() =>
        GoldenFile.Check(
            "Reporting/Pages/Runs", "nothing.md", Printed.Markdown(ReportFixture.Interrupted with { Families = [], Cases = [] }));

    [Fact]
    public void Every_verdict_is_printed_in_the_words_of_the_record()
    {
        string[] words = ["holds", "partly", "does not hold", "not shown", "quality not measured"];
        var verdicts = Enum.GetValues<ClaimVerdict>();

        Assert.Equal(words.Length, verdicts.Length);
        foreach (var (verdict, word) in verdicts.Zip(words))
        {
            var claim = ReportFixture.Complete.Claims[0] with { Verdict = verdict };
            var page = Printed.Markdown(ReportFixture.Complete with { Claims = [claim] });
            Assert.Contains($"| s-260k | **{word}** |", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_that_holds_is_said_in_so_many_words()
    {
        var page = Printed.Markdown(ReportFixture.Complete with { Claims = [ReportFixture.Complete.Claims[3]] });
        Assert.Contains("**No student holds.**", page, StringComparison.Ordinal);
        Assert.DoesNotContain("smallest student that holds", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_name_in_every_place_breaks_no_table_and_brings_no_markup()
    {
        var page = Printed.Markdown(Poisoned());

        var document = Parse(page);
        Assert.Empty(document.Descendants<LinkInline>());
        Assert.Empty(document.Descendants<HtmlInline>());
        Assert.Empty(document.Descendants<MathInline>());
        Assert.Empty(document.Descendants<CodeBlock>());
        Assert.All(document.Descendants<HtmlBlock>(), block => Assert.Matches("^</?details>", block.Lines.ToString()));
        Assert.Equal(Headings(Printed.Markdown(ReportFixture.Complete)), Headings(page));
        // Code spans and bold text are ours alone: paths, commands, and figures.
        Assert.DoesNotContain(document.Descendants<CodeInline>(), code => code.Content == "code");
        Assert.DoesNotContain(
            document.Descendants<EmphasisInline>(),
            bold => bold.FirstChild is LiteralInline { Content: var text } && text.ToString() == "bold");
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\r', page);
        AssertTablesAreRectangular(page);
    }

    [Fact]
    public void The_tables_of_every_golden_page_are_rectangular()
    {
        AssertTablesAreRectangular(Printed.Markdown(ReportFixture.Complete));
        AssertTablesAreRectangular(Printed.Markdown(ReportFixture.UserFamily));
    }

    [Fact]
    public void The_order_in_which_things_were_measured_does_not_show()
    {
        var run = ReportFixture.Complete;
        var reversed = run with
        {
            Cases = [.. run.Cases.Reverse()], Quality = [.. run.Quality.Reverse()], Ratios = [.. run.Ratios.Reverse()],
            Claims = [.. run.Claims.Reverse()], Unavailable = [.. run.Unavailable.Reverse()],
        };
        Assert.Equal(Printed.Markdown(run), Printed.Markdown(reversed));
    }

    [Fact]
    public void A_culture_with_decimal_commas_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Printed.Markdown(ReportFixture.Complete) + Printed.Csv(ReportFixture.Complete);
        try
        {
            CultureInfo.CurrentCulture = DecimalCommas();
            Assert.Equal("1,5", 1.5.ToString("0.0", CultureInfo.CurrentCulture));
            Assert.Equal(expected, Printed.Markdown(ReportFixture.Complete) + Printed.Csv(ReportFixture.Complete));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Figures_of_a_family_that_the_record_does_not_describe_are_shown_all_the_same()
    {
        var page = Printed.Markdown(ReportFixture.Complete with { Families = [] });
        Assert.Contains("### fashion-mnist on cpu", page, StringComparison.Ordinal);
        Assert.Contains("| s-260k | **holds** |", page, StringComparison.Ordinal);
    }

    private static MarkdownDocument Parse(string page) =>
        Markdig.Markdown.Parse(
            page, new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseMathematics().Build());

    private static List<int> Headings(string page) => [.. Parse(page).Descendants<HeadingBlock>().Select(heading => heading.Level)];

    /// <summary>Globalization is invariant in this build, so de-DE is made by hand.</summary>
    private static CultureInfo DecimalCommas()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }

    /// <summary>The run with every text replaced; ids that tie records together are replaced alike.</summary>
    private static RunRecord Poisoned()
    {
        var run = ReportFixture.Complete;
        var family = run.Families[0];
        string Id(string id) => id == "cpu" ? "cpu " + Hostile : $"{id} {Hostile}";
        return run with
        {
            Run = run.Run with { Id =
                Hostile, Arguments = ["run", Hostile], Commit = Hostile, StartedUtc = Hostile, Profile = Hostile, ToolVersion = Hostile },
            Environment = run.Environment with { Cpu = Hostile, OperatingSystem = Hostile, Kernel = Hostile, CpuModel = Hostile },
            Fingerprint = Hostile,
            Limits = [.. run.Limits.Select(limits => limits with { Provider = Id("cpu") })],
            Native = run.Native with { Path = Hostile, Version = Hostile },
            Families =
            [
                family with
                {
                    Name = Hostile,
                    Task = family.Task with
                    {
                        Margin = family.Task.Margin! with { Reason = Hostile },
                        Dataset = family.Task.Dataset! with { Name = Hostile },
                    },
                    Models =
                    [
                        .. family.Models.Select(model => model with
                        {
                            Id = Id(model.Id), Name = Hostile, Architecture = Hostile, Precision = Hostile,
                            Teacher = model.Teacher is null ? null : Id(model.Teacher),
                            ControlFor = model.ControlFor is null ? null : Id(model.ControlFor),
                            Published = [new PublishedFigure { Metric = Hostile, Value = Hostile, Source = Hostile }],
                        }),
                    ],
                },
            ],
            Cases =
            [
                .. run.Cases.Select(item => item with
                {
                    Id = $"{item.Metric}/{Family}/{Id(item.Model)}/{Id("cpu")}/b1/t1/{Hostile}", Model = Id(item.Model),
                    Provider = Id("cpu"),
                    Settings = new SettingsRecord
                    {
                        Requested = new Dictionary<string, string> { [Hostile] = Hostile },
                        Effective = new Dictionary<string, string> { [Hostile] = "other" },
                    },
                    Placement = item.Placement! with { Elsewhere = [Hostile] },
                    Reasons = [new Reason(Hostile, Hostile, Hostile)],
                }),
            ],
            Quality = [.. run.Quality.Select(
                quality => quality with { Model = Id(quality.Model), Provider = Id("cpu"), Metric = Hostile })],
            Ratios = [.. run.Ratios.Select(
                ratio => ratio with { Teacher = Id(ratio.Teacher), Student = Id(ratio.Student), Provider = Id("cpu") })],
            Claims =
            [
                .. run.Claims.Select(claim => claim with
                {
                    Teacher = Id(claim.Teacher), Student = Id(claim.Student), Provider = Id("cpu"), Sentence = Hostile,
                    Resources = [.. claim.Resources.Select(
                        resource => resource with { Metric = resource.Metric + Hostile, Note = Hostile })],
                }),
            ],
            Unavailable = [new UnavailableRecord(Hostile, Hostile, Hostile, Hostile)],
            Notes = [Hostile],
        };
    }

    private const string Family = ReportFixture.Family;

    /// <summary>Each row of a table has as many unescaped bars as the row above it.</summary>
    private static void AssertTablesAreRectangular(string page)
    {
        var (above, tables) = (0, 0);
        foreach (var line in page.Split('\n'))
        {
            var bars = line.StartsWith('|')
                ? line.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')
                : 0;
            Assert.True(bars == 0 || above == 0 || bars == above, line);
            tables += bars > 0 && above == 0 ? 1 : 0;
            above = bars;
        }

        Assert.True(tables > 3, "no tables");
    }
}
