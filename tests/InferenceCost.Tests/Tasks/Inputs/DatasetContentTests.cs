using System.Runtime.InteropServices;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class DatasetContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Data_that_fit_are_accepted() => DatasetContent.Check(Family([3, 2], [0, 1, 2]), [("small", 3), ("unstated", null)]);

    [Fact]
    public void A_family_without_data_has_nothing_to_check() =>
        DatasetContent.Check(
            new FamilyDefinition { Id = "f", Name = "F", Task = new TaskDefinition { Kind = TaskKind.None }, Models = [] }, []);

    [Fact]
    public void An_array_that_is_missing_or_misshapen_is_refused()
    {
        AssertRefused(Family([3, 2], [0, 1, 2], array: "other"), "holds no array 'input'");
        AssertRefused(Family([3, 4], [0, 1, 2]), "has shape [3, 4]");
        AssertRefused(Family([2, 2], [0, 1, 2]), "has 2 items, and 3 are declared");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_named_with_its_item(float value)
    {
        var family = Family([3, 2], [0, 1, 2]);
        Write([1, 2, 3, 4, value, 6], []);
        AssertRefused(family, "array 'input' holds a value that is not finite, in item 2");
    }

    [Fact]
    public void What_no_input_is_fed_with_may_hold_anything()
    {
        var family = Family([3, 2], [0, 1, 2]);
        Write([1, 2, 3, 4, 5, 6], [new NpyArray("notes", TensorElementType.Float, [1], BitConverter.GetBytes(float.NaN))]);
        DatasetContent.Check(family, [("small", 3)]);
    }

    [Fact]
    public void Labels_that_are_too_few_or_no_class_are_refused()
    {
        AssertRefused(Family([3, 2], [0, 1]), "2 labels for 3 items");
        AssertRefused(Family([3, 2], [0, 1, 3]), "label 3 is no class of small, which has 3");
    }

    [Fact]
    public void Class_names_that_do_not_fit_the_output_are_refused() =>
        AssertRefused(Family([3, 2], [0, 1, 1], classes: ["a", "b"]), "task.classes names 2 classes, and small has 3");

    private static void AssertRefused(FamilyDefinition family, string what)
    {
        var error = Assert.Throws<InputException>(() => DatasetContent.Check(family, [("small", 3)]));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    private void Write(float[] values, NpyArray[] more) => NpzArchive.Write(
        folder.File("data.npz"),
        [
            new NpyArray("input", TensorElementType.Float, [3, 2], MemoryMarshal.AsBytes<float>(values).ToArray()),
            new NpyArray("label", TensorElementType.UInt8, [3], [0, 1, 2]), .. more,
        ]);

    private FamilyDefinition Family(long[] shape, byte[] labels, string array = "input", string[]? classes = null)
    {
        NpzArchive.Write(
            folder.File("data.npz"),
            [new NpyArray(array, TensorElementType.UInt8, shape, new byte[shape[0] * shape[1]]), new NpyArray(
                "label", TensorElementType.UInt8, [labels.Length], labels)]);
        var task = new TaskDefinition
        {
            Kind = TaskKind.Classification,
            Inputs = [new InputDefinition { Name = "input", Shape = [Axis.Free("N"), Axis.Fixed(2)], Type = "float32" }],
            Classes = classes ?? [],
            Dataset =
                new DatasetDefinition { Name = "Made up", Split = "test", File = "data.npz", Items = 3, Labels = "label", Sha256 = "" },
        };
        return new FamilyDefinition { Id = "f", Name = "F", Task = task, Models = [], Folder = folder.Path };
    }
}
