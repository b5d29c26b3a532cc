using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Schema;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class SyntheticInputsTests
{
    [Theory]
    [InlineData(TensorElementType.Float)]
    [InlineData(TensorElementType.Double)]
    [InlineData(TensorElementType.Float16)]
    [InlineData(TensorElementType.BFloat16)]
    [InlineData(TensorElementType.Int8)]
    [InlineData(TensorElementType.Int16)]
    [InlineData(TensorElementType.Int32)]
    [InlineData(TensorElementType.Int64)]
    [InlineData(TensorElementType.UInt8)]
    [InlineData(TensorElementType.UInt16)]
    [InlineData(TensorElementType.UInt32)]
    [InlineData(TensorElementType.UInt64)]
    [InlineData(TensorElementType.Bool)]
    [InlineData(TensorElementType.String)]
    public void Every_element_type_that_the_runtime_takes_runs(TensorElementType type)
    {
        using var model = Load(TinyModels.Identity(type, "N", 3));
        using var workload = BoundWorkload.Bind(model, Inputs(model).Batch(0, 4));
        workload.Run();
    }

    [Fact]
    public void The_free_first_axis_is_the_batch_whatever_it_is_called()
    {
        using var named = Load(TinyModels.TwoInputsTwoOutputs());
        Assert.All(Inputs(named).Batch(0, 5), tensor => Assert.Equal([5, 3], tensor.Shape));
        using var unnamed = Load(TinyModels.Identity(TensorElementType.Float, null, 2));
        Assert.Equal([7, 2], Assert.Single(Inputs(unnamed).Batch(0, 7)).Shape);
    }

    [Fact]
    public void A_dimension_marked_with_zero_is_free()
    {
        using var model = Load(TinyModels.Identity(TensorElementType.Float, 0, 3));
        Assert.Equal([4, 3], Assert.Single(Inputs(model).Batch(0, 4)).Shape);
    }

    [Fact]
    public void A_batch_that_the_model_fixes_cannot_be_changed_and_a_note_says_so()
    {
        using var model = Load(TinyModels.Identity(TensorElementType.Float, 2, 3));
        var inputs = Inputs(model);
        Assert.Equal([2, 3], Assert.Single(inputs.Batch(0, 1)).Shape);
        Assert.Contains("one call counts as one item", Assert.Single(inputs.Notes), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => inputs.Batch(0, 2));
    }

    [Fact]
    public void Other_free_dimensions_have_to_be_given_and_the_refusal_suggests_how()
    {
        using var model = Load(TinyModels.Embedding());
        var refused = Assert.Throws<InputException>(() => Inputs(model));
        Assert.Contains("'input_ids' int64[batch,sequence] leaves axis 'sequence' free", refused.Message, StringComparison.Ordinal);
        Assert.Contains("likewise 'attention_mask'", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("give --dim sequence=128 (a usual length", refused.Fix, StringComparison.Ordinal);

        var given = Inputs(model, new SyntheticOptions(Dimensions: ["sequence=8"]));
        Assert.Equal([2, 8], given.Batch(0, 2)[0].Shape);
        Assert.Empty(given.Notes);
    }

    [Fact]
    public void Dimensions_that_data_give_are_as_long_as_in_the_data()
    {
        using var model = Load(TinyModels.Embedding());
        var sizes = new Dictionary<string, IReadOnlyList<long>> { ["input_ids"] = [100, 9], ["attention_mask"] = [100, 9] };
        Assert.Equal([4, 9], Inputs(model, new SyntheticOptions { ItemShapes = sizes }).Batch(0, 4)[0].Shape);
    }

    [Fact]
    public void Options_for_several_models_are_taken_by_those_that_have_the_name()
    {
        using var model = Load(TinyModels.Embedding());
        var options = new SyntheticOptions(Dimensions: ["sequence=8", "length=9"]) { OfSeveralModels = true };
        Assert.Equal([2, 8], Inputs(model, options).Batch(0, 2)[0].Shape);
    }

    [Fact]
    public void A_whole_shape_and_a_batch_can_be_given()
    {
        using var model = Load(TinyModels.Embedding());
        Assert.Equal([3, 6], Inputs(model, new SyntheticOptions(Shapes: ["input_ids=3x6"])).Batch(0, 1)[0].Shape);
        Assert.Equal([4, 5], Inputs(model, new SyntheticOptions(Dimensions: ["batch=4", "sequence=5"])).Batch(0, 1)[0].Shape);
    }

    [Fact]
    public void The_shape_of_one_item_leaves_the_batch_free()
    {
        using var model = Load(TinyModels.Embedding());
        Assert.All(
            Inputs(model, new SyntheticOptions(Shapes: ["input_ids=1x6"])).Batch(0, 4), tensor => Assert.Equal([4, 6], tensor.Shape));
    }

    [Fact]
    public void A_shape_that_is_given_for_one_input_sizes_the_dimensions_that_others_share_with_it()
    {
        using var model = Load(TinyModels.Embedding());
        Assert.All(
            Inputs(model, new SyntheticOptions(Shapes: ["input_ids=3x6"])).Batch(0, 1), tensor => Assert.Equal([3, 6], tensor.Shape));
    }

    [Fact]
    public void A_state_starts_at_zero_and_a_scalar_takes_the_value_that_is_given()
    {
        using var model = Load(TinyModels.Recurrent());
        var inputs = Inputs(model, new SyntheticOptions(Values: ["sr=16000"]));
        var tensors = inputs.Batch(0, 2).ToDictionary(tensor => tensor.Name);
        Assert.All(tensors["state"].Bytes, value => Assert.Equal(0, value));
        Assert.Equal(16000, BitConverter.ToInt64(tensors["sr"].Bytes));
        Assert.Empty(tensors["sr"].Shape);
        Assert.Contains(inputs.Notes, note => note.Contains("'stateN'", StringComparison.Ordinal));
        using var workload = BoundWorkload.Bind(model, inputs.Batch(0, 2));
        workload.Run();
    }

    [Fact]
    public void Values_are_the_same_in_every_process_and_masks_let_everything_through()
    {
        using var model = Load(TinyModels.Embedding(rows: 100));
        Assert.Equal(Sized(model).Batch(0, 2)[0].Bytes, Sized(model).Batch(0, 2)[0].Bytes);
        Assert.Equal(1, BitConverter.ToInt64(Sized(model).Batch(0, 1)[1].Bytes));
    }

    [Theory]
    [InlineData("nothing=3", null, null, "batch, sequence")]
    [InlineData(null, "nothing=3x3", null, "input_ids, attention_mask")]
    [InlineData(null, null, "nothing=1", "input_ids, attention_mask")]
    [InlineData("batch", null, null, "name=value")]
    [InlineData("batch=many", null, null, "whole numbers")]
    [InlineData(null, "input_ids=3x-1", null, "whole numbers")]
    [InlineData(null, "input_ids=3xN", null, "whole numbers")]
    [InlineData("sequence=8", null, "input_ids=word", "give a number")]
    public void What_does_not_fit_the_model_is_refused_and_what_would_is_named(string? dimension, string? shape, string? value, string fix)
    {
        using var model = Load(TinyModels.Embedding());
        var options = new SyntheticOptions(List(dimension), List(shape), List(value));
        Assert.Contains(fix, Assert.Throws<InputException>(() => Inputs(model, options).Batch(0, 1)).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truth_that_is_neither_true_nor_false_is_refused()
    {
        using var model = Load(TinyModels.Identity(TensorElementType.Bool, 2));
        Assert.Throws<InputException>(() => Inputs(model, new SyntheticOptions(Values: ["x=1"])).Batch(0, 1));
    }

    private static IModelInputs Sized(LoadedModel model) => Inputs(model, new SyntheticOptions(Dimensions: ["sequence=6"]));

    private static string[] List(string? item) => item is null ? [] : [item];

    private static IModelInputs Inputs(LoadedModel model, SyntheticOptions? options = null) =>
        new InputSource { Synthetic = options ?? new SyntheticOptions() }.Open(model.Session);

    private static LoadedModel Load(ModelProto model) => LoadedModel.Load(model.ToByteArray(), new CpuProvider(), new SessionSettings());
}
