using InferenceCost.Records;
using InferenceCost.Tests.Comparison;

namespace InferenceCost.Tests.Records;

public sealed class MeasuredShapesTests
{
    [Fact]
    public void Models_that_are_fed_alike_are_told_once_and_a_batch_is_one_item() => Assert.Equal(
        "ids 1x16, mask 1x16",
        MeasuredShapes.Describe([Case("teacher", 1, 16), Case("student", 1, 16), Case("student", 32, 16)]));

    [Fact]
    public void Models_that_are_fed_otherwise_are_named() => Assert.Equal(
        "teacher: ids 1x16, mask 1x16; student: ids 1x8, mask 1x8",
        MeasuredShapes.Describe([Case("teacher", 1, 16), Case("student", 1, 8)]));

    [Fact]
    public void Sizes_stand_before_the_shapes_that_they_made() => Assert.Equal(
        "sequence=16: ids 1x16, mask 1x16; sequence=128: ids 1x128, mask 1x128",
        MeasuredShapes.Describe([Sized(16), Sized(128)]));

    [Fact]
    public void Where_no_shape_is_known_nothing_is_said() => Assert.Null(MeasuredShapes.Describe([Case("teacher", 1, 16) with
    {
        Shapes = new Dictionary<string, IReadOnlyList<long>>(),
    }]));

    private static CaseRecord Sized(int length) =>
        Case("teacher", 1, length) with { Sizes = new Dictionary<string, long> { ["sequence"] = length } };

    private static CaseRecord Case(string model, int batch, int length) => TwoRuns.Case(Metric.Latency.Id, model, "ns", 1) with
    {
        Batch = batch,
        Shapes = new Dictionary<string, IReadOnlyList<long>> { ["ids"] = [batch, length], ["mask"] = [batch, length] },
    };
}
