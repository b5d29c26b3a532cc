using System.Runtime.InteropServices;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class TaskInputsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Bytes_become_the_floats_that_the_model_takes_and_items_start_again_past_the_end()
    {
        var inputs = TaskInputs.Open(Write([3, 2], [0, 51, 102, 153, 204, 255]), [Definition("N", 2)], InputsKind.Task);
        Assert.Equal(3, inputs.Items);
        var tensor = Assert.Single(inputs.Batch(2, 2));
        Assert.Equal([2, 2], tensor.Shape);
        Assert.Equal([0.8f, 1f, 0f, 0.2f], MemoryMarshal.Cast<byte, float>(tensor.Bytes).ToArray());

        Span<byte> copied = stackalloc byte[8];
        inputs.Copy(1, 1, "input", copied);
        Assert.Equal([0.4f, 0.6f], MemoryMarshal.Cast<byte, float>(copied).ToArray());
    }

    [Fact]
    public void Every_element_of_a_large_array_is_converted()
    {
        var bytes = Enumerable.Range(0, 5000).Select(index => (byte)index).ToArray();
        var floats = MemoryMarshal.Cast<byte, float>(
            Assert.Single(TaskInputs.Open(Write([2500, 2], bytes), [Definition("N", 2)], InputsKind.Task).Batch(0, 2500)).Bytes);
        Assert.Equal(bytes.Select(value => (float)(value * (1 / 255.0))), floats.ToArray());
    }

    [Fact]
    public void An_array_of_another_shape_or_without_items_is_refused()
    {
        Assert.Contains("[3, 2]", Refusal(Write([3, 2], new byte[6]), Definition("N", 5)), StringComparison.Ordinal);
        Assert.Contains("no items", Refusal(Write([0, 2], []), Definition("N", 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_class_numbers()
    {
        byte[] values = [0, 1, 9];
        var path = folder.File("labels.npz");
        NpzArchive.Write(path, [new NpyArray("label", TensorElementType.UInt8, [values.Length], values)]);
        Assert.Equal(values.Select(value => (int)value), Labels.Read(path, "label"));
    }

    [Fact]
    public void Labels_that_are_no_class_numbers_are_refused()
    {
        var path = folder.File("labels.npz");
        NpzArchive.Write(path, [new NpyArray("label", TensorElementType.Int8, [2], [1, 0xFF]), new NpyArray(
            "square", TensorElementType.UInt8, [2, 2], new byte[4])]);
        Assert.Contains("label 1 is -1", Assert.Throws<InputException>(() => Labels.Read(path, "label")).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 2]", Assert.Throws<InputException>(() => Labels.Read(path, "square")).Message, StringComparison.Ordinal);
    }

    private static InputDefinition Definition(string first, long second) =>
        new() { Name = "input", Shape = [Axis.Free(first), Axis.Fixed(second)], Type = "float32", Scale = 1 / 255.0 };

    private static string Refusal(string path, InputDefinition definition) =>
        Assert.Throws<InputException>(() => TaskInputs.Open(path, [definition], InputsKind.Task)).Message;

    private string Write(long[] shape, byte[] bytes)
    {
        var path = folder.File("data.npz");
        NpzArchive.Write(path, [new NpyArray("input", TensorElementType.UInt8, shape, bytes)]);
        return path;
    }
}
