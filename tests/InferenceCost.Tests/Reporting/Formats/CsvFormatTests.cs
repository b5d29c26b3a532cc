using System.Globalization;
using CsvHelper;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Reporting.Formats;

public sealed class CsvFormatTests
{
    [Fact]
    public void There_is_one_row_per_case_and_every_value_survives()
    {
        var run = ReportFixture.Complete;
        using var csv = new CsvReader(new StringReader(Printed.Csv(run)), CultureInfo.InvariantCulture);
        Assert.True(csv.Read() && csv.ReadHeader());
        foreach (var expected in run.Cases.OrderBy(item => item.Id, StringComparer.Ordinal))
        {
            Assert.True(csv.Read());
            Assert.Equal(expected.Id, csv["Id"]);
            Assert.Equal(expected.Valid ? "true" : "false", csv["Valid"]);
            Assert.Equal(expected.Summary?.Median, csv.GetField<double?>("Median"));
        }

        Assert.False(csv.Read());
    }

    [Fact]
    public void Names_with_commas_quotes_and_line_ends_stay_in_their_cell()
    {
        const string Name = "a,\"b\"\nc";
        var run = ReportFixture.Complete with { Cases = [ReportFixture.Complete.Cases[0] with { Model = Name }] };
        using var csv = new CsvReader(new StringReader(Printed.Csv(run)), CultureInfo.InvariantCulture);
        Assert.True(csv.Read() && csv.ReadHeader() && csv.Read());
        Assert.Equal(Name, csv["Model"]);
    }

    [Fact]
    public void A_name_is_no_formula_to_a_spreadsheet()
    {
        var run = ReportFixture.Complete with { Cases = [ReportFixture.Complete.Cases[0] with { Model = "=1+1" }] };
        Assert.DoesNotContain(",=1+1", Printed.Csv(run), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_empty()
    {
        var run = ReportFixture.Complete with
        {
            Cases = [ReportFixture.Complete.Cases[0] with { AllocatedBytesPerOp = double.NaN, Summary = null }],
        };
        using var csv = new CsvReader(new StringReader(Printed.Csv(run)), CultureInfo.InvariantCulture);
        Assert.True(csv.Read() && csv.ReadHeader() && csv.Read());
        Assert.Equal("", csv["Median"]);
        Assert.Equal("", csv["AllocatedBytesPerOp"]);
    }
}
