using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class PairedMeanIntervalTests
{
    private static readonly double[] Teacher = [0.91, 0.85, 0.40, 0.77, 0.66];
    private static readonly double[] Student = [0.90, 0.80, 0.45, 0.70, 0.60];

    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("paired-mean"), expected =>
    {
        var actual = PairedMeanInterval.Compute(expected.Teacher, expected.Student, expected.Confidence)!.Value;
        ReferenceValues.AssertClose(expected.Low, actual.Low);
        ReferenceValues.AssertClose(expected.High, actual.High);
    });

    [Fact]
    public void One_item_has_no_interval() => Assert.Null(PairedMeanInterval.Compute([0.5], [0.6]));

    [Fact]
    public void Exchanging_the_models_mirrors_it()
    {
        var there = PairedMeanInterval.Compute(Teacher, Student)!.Value;
        var back = PairedMeanInterval.Compute(Student, Teacher)!.Value;
        Assert.Equal(-there.High, back.Low, 1e-15);
        Assert.Equal(-there.Low, back.High, 1e-15);
    }

    [Fact]
    public void The_order_of_items_changes_nothing()
    {
        double[] teacher = [.. Teacher.Reverse()];
        double[] student = [.. Student.Reverse()];
        var (there, back) = (PairedMeanInterval.Compute(Teacher, Student)!.Value, PairedMeanInterval.Compute(teacher, student)!.Value);
        Assert.Equal(there.Low, back.Low, 1e-15);
        Assert.Equal(there.High, back.High, 1e-15);
    }

    [Fact]
    public void Twice_the_items_narrow_it()
    {
        double[] teacher = [.. Teacher, .. Teacher];
        double[] student = [.. Student, .. Student];
        Assert.True(PairedMeanInterval.Compute(teacher, student)!.Value.Width < PairedMeanInterval.Compute(Teacher, Student)!.Value.Width);
    }

    [Fact]
    public void Of_clusters_equals_the_reference() => Assert.All(ReferenceValues.Of<ClusterCase>("clustered-mean"), expected =>
    {
        var actual = PairedMeanInterval.OfClusters(expected.Teacher, expected.Student, expected.Clusters, expected.Confidence)!.Value;
        ReferenceValues.AssertClose(expected.Low, actual.Low);
        ReferenceValues.AssertClose(expected.High, actual.High);
    });

    [Fact]
    public void Items_that_are_clusters_of_their_own_are_independent()
    {
        var independent = PairedMeanInterval.Compute(Teacher, Student)!.Value;
        var own = PairedMeanInterval.OfClusters(Teacher, Student, [7, -3, 12, 0, 5])!.Value;
        Assert.Equal(independent.Low, own.Low, 1e-14);
        Assert.Equal(independent.High, own.High, 1e-14);
    }

    [Fact]
    public void Copies_of_an_item_in_its_cluster_add_no_evidence()
    {
        double[] teacher = [.. Teacher, .. Teacher, .. Teacher];
        double[] student = [.. Student, .. Student, .. Student];
        var once = PairedMeanInterval.Compute(Teacher, Student)!.Value;
        var copied = PairedMeanInterval.OfClusters(teacher, student, [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5])!.Value;
        Assert.Equal(once.Low, copied.Low, 1e-14);
        Assert.Equal(once.High, copied.High, 1e-14);
    }

    [Fact]
    public void Exchanging_the_models_mirrors_the_interval_of_clusters()
    {
        var there = PairedMeanInterval.OfClusters(Teacher, Student, [1, 1, 2, 2, 3])!.Value;
        var back = PairedMeanInterval.OfClusters(Student, Teacher, [1, 1, 2, 2, 3])!.Value;
        Assert.Equal(-there.High, back.Low, 1e-15);
        Assert.Equal(-there.Low, back.High, 1e-15);
    }

    [Fact]
    public void One_cluster_has_no_interval() => Assert.Null(PairedMeanInterval.OfClusters(Teacher, Student, [4, 4, 4, 4, 4]));

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.OfClusters([1, 2], [1, 2], [1]));
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.OfClusters([1, 2], [1], [1, 2]));
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.OfClusters([1, 2], [1, 2], [1, 2], 1));
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.Compute([], []));
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.Compute([1, 2], [1]));
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.Compute([1, double.NaN], [1, 2]));
        Assert.ThrowsAny<ArgumentException>(() => PairedMeanInterval.Compute([1, 2], [1, 2], 1));
    }

    private sealed record ClusterCase(double[] Teacher, double[] Student, int[] Clusters, double Confidence, double Low, double High);

    private sealed record Case(double[] Teacher, double[] Student, double Confidence, double Low, double High);
}
