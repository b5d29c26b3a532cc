using InferenceCost.Families.Definition;
using InferenceCost.Measuring;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>
/// Models that choose one scale of 8 bits for all activations of a call. Item 5 is a thousand times larger than the others, so that
/// nothing is left of its neighbours when they share its call.
/// </summary>
public sealed class BatchDependenceTests : IDisposable
{
    private const int Items = 64;
    private const int Classes = 4;

    private readonly TemporaryFolder folder = new();
    private readonly BroughtModels brought = new();

    public void Dispose()
    {
        brought.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_model_with_one_scale_a_call_is_found_and_scored_at_both_batches_by_the_one_of_latency()
    {
        var result = Score(Quantized(), latencyBatch: 1);
        Assert.Equal((1, 32, Items), (result.Batches!.Batch, result.Batches.Other, result.Batches.Drawn));
        Assert.InRange(result.Batches.Difference.Scores.Largest, 0.5, 1000);
        Assert.Equal(Enumerable.Range(0, Items).Select(Label), Answers("one.csv"));
        // Of the call with item 5 nothing is left but item 5; the other call is as at batch 1.
        Assert.Equal(Enumerable.Range(0, Items).Select(item => item is 5 or >= 32 ? Label(item) : 0), Answers("other.csv"));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, 32)]
    [InlineData(false, 1)]
    public void Where_answers_do_not_hang_on_the_batch_or_nobody_asks_all_items_are_scored_once(bool isQuantized, int? latencyBatch)
    {
        Assert.Null(Score(isQuantized ? Quantized() : Plain(), latencyBatch).Batches);
        Assert.False(File.Exists(folder.File("other.csv")));
    }

    [Theory]
    [InlineData(12_964, 32, 7, 32)]
    [InlineData(12_964, 1, 200, 1)]
    [InlineData(12_964, 128, 2, 128)]
    [InlineData(50, 32, 1, 32)]
    [InlineData(20, 32, 1, 20)]
    [InlineData(1, 32, 1, 1)]
    public void About_two_hundred_items_are_drawn_in_whole_calls_the_same_ones_every_time(int items, int batch, int stretches, int length)
    {
        var (starts, each) = BatchDependence.Draw(items, batch);
        Assert.Equal((stretches, length), (starts.Length, each));
        Assert.Equal(stretches, starts.Distinct().Count());
        Assert.All(starts, start => Assert.True(start % each == 0 && start + each <= items));
        Assert.Equal(starts, BatchDependence.Draw(items, batch).Starts);
        Assert.True(items < 1000 || starts.Max() > items / 3);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.001, false)]
    [InlineData(0.1, true)]
    [InlineData(double.PositiveInfinity, true)]
    public void A_difference_of_rounding_is_none(double largest, bool isBeyond) => Assert.Equal(
        isBeyond, BatchDependence.IsBeyondRounding(new ScoreDifference(new OutputDifference(800, largest, 0, 10), 1), 200));

    private static int Label(int item) => item % Classes;

    private static ModelProto Quantized() => Start().Node("DynamicQuantizeLinear", ["x"], ["q", "scale", "zero"])
        .Node("DequantizeLinear", ["q", "scale", "zero"], ["y"]).Model;

    private static ModelProto Plain() => Start().Node("Identity", ["x"], ["y"]).Model;

    private static GraphBuilder Start() => new GraphBuilder("graph")
        .Input("x", TensorElementType.Float, "N", Classes).Output("y", TensorElementType.Float, "N", Classes);

    private QualityResult Score(ModelProto model, int? latencyBatch)
    {
        float[] x = [.. Enumerable.Range(0, Items * Classes).Select(place => place / Classes is var item && place % Classes == Label(item)
            ? item == 5 ? 1000f : 1.5f : 0f)];
        var request = brought.Request(
            model, model, BroughtModels.Array("x", TensorElementType.Float, [Items, Classes], x),
            [.. Enumerable.Range(0, Items).Select(Label)]);
        var family = BroughtModels.Family(request);
        var context = new JobContext(new Dictionary<string, FamilyDefinition> { [family.Id] = family }, request, folder.Path);
        return Assert.IsType<QualityResult>(new QualityJob
        {
            Provider = ProviderIds.Cpu, Settings = new(), Model = context.Model(family, family.Teacher.Id), Batch = 32, Callers = 2,
            Items = Items, LatencyBatch = latencyBatch, PredictionsPath = folder.File("one.csv"),
            OtherPredictionsPath = folder.File("other.csv"),
        }.Run(new MonotonicClock()));
    }

    private int[] Answers(string file) => RecordedPredictions.Read(folder.File(file)).Predicted;
}
