using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks;

public sealed class TaskKindCatalogTests
{
    public static TheoryData<TaskKind> Kinds => [.. Enum.GetValues<TaskKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_word_of_a_family_file_has_its_kind(TaskKind kind)
    {
        Assert.Single(TaskKindCatalog.All, task => task.Kind == kind);
        Assert.Equal(kind, TaskKindCatalog.Find(kind).Kind);
    }

    [Theory]
    [InlineData(TensorElementType.Float, new[] { 2, 10 }, true)]
    [InlineData(TensorElementType.Float, new[] { 2, 7, 10 }, false)]
    [InlineData(TensorElementType.Double, new[] { 10 }, true)]
    [InlineData(TensorElementType.Int64, new[] { 10 }, true)]
    [InlineData(TensorElementType.UInt8, new[] { 2, 10 }, true)]
    [InlineData(TensorElementType.String, new[] { 10 }, false)]
    public void An_output_that_holds_no_class_scores_is_refused_by_what_its_file_says(TensorElementType type, int[] shape, bool fits)
    {
        var output = new OnnxValue("y", type, [.. shape.Select(size => new OnnxDimension(size, null))]);
        var thrown = Record.Exception(() => TaskKindCatalog.Find(TaskKind.Classification).CheckOutput("m", output));
        Assert.Equal(fits, thrown is null);
        Assert.True(
            fits || (thrown is InputException { Message: var said } && said.Contains($"output 'y' is {output}", StringComparison.Ordinal)));
        TaskKindCatalog.Find(TaskKind.None).CheckOutput("m", output);
    }

    [Fact]
    public void An_output_whose_shape_no_file_states_is_left_to_the_run() =>
        TaskKindCatalog.Find(TaskKind.Classification).CheckOutput("m", new OnnxValue("y", TensorElementType.Float, null));

    [Fact]
    public void Classes_seen_while_timing_are_held_against_those_that_were_recorded_of_the_same_item()
    {
        var recorded = new Predictions("m", ["0", "1", "2"], null, [4, 5, 6]);
        var task = TaskKindCatalog.Find(TaskKind.Classification);
        Assert.Equal(0, task.CountChanged(new OutputCheck("m", [2, 0, 2], [6, 4, 6], 0), recorded));
        Assert.Equal(2, task.CountChanged(new OutputCheck("m", [2, 0, 1], [4, 4, 6], 0), recorded));
        // Not every item need have been scored.
        Assert.Equal(0, task.CountChanged(new OutputCheck("m", [3], [0], 0), recorded));
    }
}
