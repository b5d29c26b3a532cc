using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

/// <summary>Axes that one size is given for: names of other models, sums of other axes, and lengths of 0.</summary>
public sealed class PairedAxesTests
{
    [Theory]
    [InlineData("past_sequence_length + 1", 8L)]
    [InlineData("past_sequence_length+sequence", 10L)]
    [InlineData("2*(sequence - 1)", 4L)]
    [InlineData("past_sequence_length", 7L)]
    [InlineData("sequence - past_sequence_length", null)]
    [InlineData("sequence + other", null)]
    [InlineData("past-sequence-length", null)]
    [InlineData("past sequence", null)]
    [InlineData("2 * (sequence", null)]
    [InlineData("9223372036854775807 * sequence", null)]
    public void A_name_that_is_a_sum_of_others_has_their_length(string name, long? length) => Assert.Equal(
        length, AxisExpression.Evaluate(name, part => part switch { "past_sequence_length" => 7, "sequence" => 3, _ => null }));

    [Fact]
    public void Only_a_sum_has_parts()
    {
        Assert.Equal(["past", "sequence"], AxisExpression.Parts("past + sequence + 1"));
        Assert.Empty(AxisExpression.Parts("sequence"));
        Assert.Equal(["a", "b"], AxisExpression.Parts("a-b"));
        Assert.Empty(AxisExpression.Parts("sequence length"));
        Assert.Empty(AxisExpression.Parts("1st"));
    }

    [Fact]
    public void A_sum_is_sized_by_its_parts_and_the_parts_are_asked_for()
    {
        IReadOnlyList<OnnxValue> inputs =
            [Value("attention_mask", TensorElementType.Int64, null, "past + 1"), Value("past", TensorElementType.Float, null, "past", 4)];
        var refusal = FreeAxes.Refusal("m", FreeAxes.Find(inputs, new SyntheticOptions()));
        Assert.Contains("--dim past=128", refusal.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("+ 1=", refusal.Fix, StringComparison.Ordinal);
        var shapes = InputShapes.Find(inputs, new SyntheticOptions(Dimensions: ["past=6"]));
        Assert.Equal([3, 7], shapes["attention_mask"].At(3));
        Assert.Equal([3, 6, 4], shapes["past"].At(3));
    }

    [Fact]
    public void A_size_is_given_once_for_axes_that_models_call_differently()
    {
        var (own, other) = (
            Signature(Value("ids", TensorElementType.Int64, "N", "seq_len"), Value("extra", TensorElementType.Float, "N", "seq_len")),
            Signature(
                Value("ids", TensorElementType.Int64, "batch", "sequence"), Value("x", TensorElementType.Float, "batch", "sequence")));
        var pairs = PairedAxes.Find(own, [("big", other)]);
        var options = new SyntheticOptions(Dimensions: ["sequence=16"]) { OfSeveralModels = true };
        var shapes = InputShapes.Find(own.Inputs, PairedAxes.Apply(pairs, options));
        Assert.Equal([2, 16], shapes["ids"].At(2));
        Assert.Equal([2, 16], shapes["extra"].At(2));
        Assert.Equal(["'seq_len' of 'small' is taken to be 'sequence' of 'big': 16"], PairedAxes.Notes("small", pairs, options));

        // What was said of the model's own name goes first, and nothing is said of nothing.
        Assert.Equal([2, 9], InputShapes.Find(own.Inputs, PairedAxes.Apply(
            pairs, options with { Dimensions = ["sequence=16", "seq_len=9"] }))["ids"].At(2));
        Assert.Empty(PairedAxes.Notes("small", pairs, options with { Dimensions = [] }));
    }

    [Fact]
    public void An_axis_without_a_name_has_the_size_that_it_has_elsewhere()
    {
        var own = Signature(Value("ids", TensorElementType.Int64, "N", null, 4));
        var pairs = PairedAxes.Find(own, [("big", Signature(Value("ids", TensorElementType.Int64, "N", "sequence", 4)))]);
        var options = new SyntheticOptions(Dimensions: ["sequence=16"]) { OfSeveralModels = true };
        Assert.Equal([2, 16, 4], InputShapes.Find(own.Inputs, PairedAxes.Apply(pairs, options))["ids"].At(2));
        Assert.StartsWith("axis 1 of 'ids' of 'small'", Assert.Single(PairedAxes.Notes("small", pairs, options)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_past_is_fed_and_a_call_of_no_items_is_refused()
    {
        using var folder = new TemporaryFolder();
        var model = new GraphBuilder("cache")
            .Input("x", TensorElementType.Float, "N", "sequence", 2).Input("past", TensorElementType.Float, "N", "past", 2)
            .Output("present", TensorElementType.Float, "N", "past + sequence", 2)
            .Node("Concat", ["past", "x"], ["present"], GraphBuilder.Whole("axis", 1)).Model;
        using var loaded = LoadedModel.Load(model.Save(folder.File("m.onnx")), new CpuProvider(), new SessionSettings());
        var inputs = new InputSource { Synthetic = new SyntheticOptions(Dimensions: ["sequence=1", "past=0"]) }.Open(loaded.Session);
        var fed = inputs.Batch(0, 3);
        Assert.Equal([3, 0, 2], fed.Single(input => input.Name == "past").Shape);
        using var workload = BoundWorkload.Bind(loaded, fed);
        workload.Run();
        Assert.Equal([3, 1, 2], workload.OutputShapes["present"]);
        Assert.Equal(
            MemoryMarshal.Cast<byte, float>(fed.Single(input => input.Name == "x").Bytes).ToArray(),
            MemoryMarshal.Cast<byte, float>(workload.Output("present")).ToArray());

        var thrown = Assert.Throws<InputException>(() => new InputSource
        {
            Synthetic = new SyntheticOptions(Dimensions: ["sequence=1", "past=0", "N=0"]),
        }.Open(loaded.Session));
        Assert.Contains("a call of 0 items", thrown.Message, StringComparison.Ordinal);
    }

    private static OnnxSignature Signature(params OnnxValue[] inputs) => new(inputs, []);

    private static OnnxValue Value(string name, TensorElementType type, params object?[] shape) => new(
        name, type, [.. shape.Select(axis => new OnnxDimension(axis is int size ? size : null, axis as string))]);
}
