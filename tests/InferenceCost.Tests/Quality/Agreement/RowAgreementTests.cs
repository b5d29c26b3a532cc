using InferenceCost.Quality.Agreement;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Agreement;

public sealed class RowAgreementTests
{
    private static readonly OutputRows Teacher = new(3, 2, [3, 4, 1, 0, 0, 2]);

    [Fact]
    public void Cosines_and_the_largest_difference_are_those_of_the_rows()
    {
        // Cosines of 24/25, 0 and 1: the second pair is at right angles.
        var found = RowAgreement.Compute(Teacher, new OutputRows(3, 2, [4, 3, 0, 5, 0, 7]));
        Assert.Equal([0.96, 0, 1], found.Cosines!, (one, two) => Math.Abs(one - two) < 1e-12);
        Assert.Equal(5.0, found.LargestDifference);
        Assert.Null(found.FirstShared);
    }

    [Fact]
    public void The_same_numbers_agree_wholly_masked_ones_too()
    {
        var rows = new OutputRows(3, 6, [1, 2, 3, 4, 5, float.NegativeInfinity, 6, 5, 4, 3, 2, 1, 0, 1, 0, 1, 0, 2]);
        var found = RowAgreement.Compute(rows, rows);
        Assert.Equal((0.0, 1.0), (found.LargestDifference, found.FirstShared));
        Assert.Equal([1.0, 1.0], found.Cosines![1..], (one, two) => Math.Abs(one - two) < 1e-12);
    }

    [Fact]
    public void Of_the_five_highest_numbers_the_shared_ones_are_counted()
    {
        // The teacher's five highest are places 3 to 7, the student's 0 to 4: two of five are shared.
        var found = RowAgreement.Compute(new OutputRows(1, 8, [0, 1, 2, 3, 4, 5, 6, 7]), new OutputRows(1, 8, [7, 6, 5, 4, 3, 2, 1, 0]));
        Assert.Equal(0.4, found.FirstShared);
    }

    [Fact]
    public void Vectors_of_other_lengths_are_compared_by_the_pairs_that_they_find_alike()
    {
        // Angles of 0, 30 and 100 degrees in the plane, and of 0, 20 and 90 in three dimensions: the same order of the three pairs.
        float[] At(params double[] degrees) =>
            [.. degrees.SelectMany(angle => new[] { (float)Math.Cos(angle * Math.PI / 180), (float)Math.Sin(angle * Math.PI / 180) })];
        float[] flat = At(0, 30, 100);
        float[] solid = [.. At(0, 20, 90).Chunk(2).SelectMany(pair => new[] { pair[0], pair[1], 0 })];
        var found = RowAgreement.Compute(new OutputRows(3, 2, flat), new OutputRows(3, 3, solid));
        Assert.Null(found.Cosines);
        Assert.Equal(1, found.PairCorrelation!.Value, 12);
        var record = AgreementScoring.OfRows(null, Form(), new OutputRows(3, 2, flat), new OutputRows(3, 3, solid))!;
        Assert.Equal((QualityMetric.PairCorrelation.Id, 3), (record.Metric, record.Items));
    }

    [Fact]
    public void Numbers_are_compared_by_rank_and_by_the_largest_difference()
    {
        // Ranks 1 2 3 4 and 2 1 3 4: 1 - 6 * 2 / (4 * 15) = 0.8.
        var record = AgreementScoring.OfNumbers(Form(), [1, 2, 3, 4], [2.5, 2, 3, 9])!;
        Assert.Equal(0.8, record.Score, 12);
        Assert.Equal((5.0, 1.625), (record.Details["largestDifference"], record.Details["meanDifference"]));
        Assert.Null(AgreementScoring.OfNumbers(Form(), [1, 1], [2, 3]));
    }

    private static QualityRecord Form() => new()
    {
        Family = "own", Model = "s", Provider = "cpu", Metric = QualityMetric.Agreement.Id, Items = 0, Score = 0,
    };
}
