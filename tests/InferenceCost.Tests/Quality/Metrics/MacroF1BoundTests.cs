using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Metrics.Intervals;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class MacroF1BoundTests
{
    [Fact]
    public void Three_thousand_equal_answers_show_less_than_a_point_of_difference()
    {
        int[] labels = [.. Enumerable.Range(0, 3000).Select(item => item % 10)];
        var interval = MacroF1Bound.Compute(labels, labels, labels, 10, 0.9)!.Value;
        Assert.Equal(-interval.Low, interval.High);
        // Of 3,000 items without a difference at most 0.1 % differ (1 - 0.05^(1/3000)); each touches three of ten classes.
        Assert.InRange(interval.High, 0.0029, 0.0031);
    }

    [Fact]
    public void Fifty_equal_answers_show_little()
    {
        int[] labels = [.. Enumerable.Range(0, 50).Select(item => item % 10)];
        Assert.True(MacroF1Bound.Compute(labels, labels, labels, 10, 0.9)!.Value.High > 0.1);
    }

    [Fact]
    public void A_class_that_only_an_answer_names_has_no_bound() =>
        Assert.Null(MacroF1Bound.Compute(new int[400], new int[400], [1, .. new int[399]], 2, 0.9));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_change_of_so_many_answers_does_more(int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 500; trial++)
        {
            var classes = random.Next(2, 6);
            // Some classes are rare.
            int[] labels = [.. Enumerable.Range(0, 60).Select(_ => (int)(classes * Math.Pow(random.NextDouble(), 3)))];
            int[] teacher = [.. labels.Select(label => random.Next(5) == 0 ? random.Next(classes) : label)];
            var present = labels.Concat(teacher).Distinct().ToArray();
            int[] student = [.. teacher];
            var changed = random.Next(1, 12);
            foreach (var item in Enumerable.Range(0, 60).OrderBy(_ => random.Next()).Take(changed))
            {
                student[item] = present[random.Next(present.Length)];
            }

            int[] named = [.. present.Select(k => labels.Count(label => label == k) + teacher.Count(answer => answer == k))];
            var change = Math.Abs(MacroF1.Compute(labels, teacher) - MacroF1.Compute(labels, student));
            Assert.True(change <= MacroF1Bound.Largest(named, changed) + 1e-12, $"{change} by {changed} changes");
        }
    }
}
