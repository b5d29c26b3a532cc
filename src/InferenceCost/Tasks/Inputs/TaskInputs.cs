using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// Inputs from a data file, converted once to what the model takes; items are then copied from memory. An input without a free first
/// axis gets the same values whatever the item.
/// </summary>
public sealed class TaskInputs : IModelInputs
{
    private readonly Dictionary<string, Column> columns;

    private TaskInputs(InputsKind kind, Dictionary<string, Column> columns, int items)
    {
        Kind = kind;
        this.columns = columns;
        Items = items;
    }

    /// <inheritdoc/>
    public InputsKind Kind { get; }

    /// <inheritdoc/>
    public int Items { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <summary>Reads and converts the arrays.</summary>
    /// <exception cref="InputException">An array is missing or does not have the shape that the definition says.</exception>
    public static TaskInputs Open(string file, IReadOnlyList<InputDefinition> definitions, InputsKind kind)
    {
        var columns = definitions.ToDictionary(definition => definition.Name, definition => Read(file, definition));
        var counts = columns.Where(pair => pair.Value.Items is not null)
            .Select(pair => (pair.Key, Items: pair.Value.Items!.Value)).ToList();
        foreach (var (name, items) in counts.Where(count => count.Items != counts[0].Items))
        {
            throw new InputException(
                $"{file}: input {name} has {items} items, input {counts[0].Key} has {counts[0].Items}",
                "give every input the same number of items");
        }

        return new TaskInputs(kind, columns, counts.Count == 0 ? 1 : counts[0].Items);
    }

    /// <inheritdoc/>
    public IReadOnlyList<InputTensor> Batch(int first, int count)
    {
        if (count > 1 && columns.Values.All(column => column.Items is null))
        {
            throw new InputException(
                "no input has a free first axis: the model's batch is fixed", "measure it at batch 1, or export it with a free first axis");
        }

        return [.. columns.Select(pair =>
        {
            if (pair.Value.Texts is not null)
            {
                return new InputTensor(
                    pair.Key, pair.Value.Type, pair.Value.ShapeFor(count), [], pair.Value.TextsOf(first, count).ToArray());
            }

            var bytes = new byte[pair.Value.BytesFor(count)];
            pair.Value.Copy(first, count, bytes);
            return new InputTensor(pair.Key, pair.Value.Type, pair.Value.ShapeFor(count), bytes);
        })];
    }

    /// <inheritdoc/>
    public void Copy(int first, int count, string input, Span<byte> destination) => columns[input].Copy(first, count, destination);

    /// <inheritdoc/>
    public ReadOnlySpan<string> Texts(int first, int count, string input) => columns[input].TextsOf(first, count);

    /// <summary>Refuses an array that an input cannot be fed with.</summary>
    internal static void CheckShape(string file, InputDefinition definition, long[] shape)
    {
        var expected = definition.Shape;
        if (shape.Length != expected.Count || !expected.Select((axis, index) => axis.IsFree || axis.Size == shape[index]).All(same => same))
        {
            throw new InputException(
                $"{file}: array '{Quoted.Of(definition.ArrayName)}' has shape [{string.Join(", ", shape)}], input {definition.Name} wants "
                + $"[{string.Join(", ", expected)}]", "correct the data or the input's shape in the family file");
        }

        if (definition.HasItemAxis && shape[0] == 0)
        {
            throw new InputException($"{file}: array '{Quoted.Of(definition.ArrayName)}' holds no items", "give it at least one");
        }
    }

    private static Column Read(string file, InputDefinition definition)
    {
        var array = DataFile.Read(file, definition);
        CheckShape(file, definition, array.Shape);
        if (array.Texts is { } texts)
        {
            return new Column(array.Type, array.Shape, definition.HasItemAxis ? array.Items : null, []) { Texts = texts };
        }

        var type = ElementConversion.Type(file, definition.Type);
        return new Column(
            type, array.Shape, definition.HasItemAxis ? array.Items : null,
            ElementConversion.Convert(array, type, definition.Scale ?? 1, file));
    }

    /// <summary>The values of one input for all items.</summary>
    private sealed record Column(TensorElementType Type, long[] Shape, int? Items, byte[] Bytes)
    {
        /// <summary>The elements where they are texts.</summary>
        public string[]? Texts { get; init; }

        private int ItemBytes => Items is { } items ? Bytes.Length / items : Bytes.Length;

        public int BytesFor(int count) => Items is null ? Bytes.Length : checked(count * ItemBytes);

        public long[] ShapeFor(int count) => Items is null ? Shape : [count, .. Shape[1..]];

        public ReadOnlySpan<string> TextsOf(int first, int count)
        {
            if (Texts is not { } texts || Items is not { } items)
            {
                return Texts;
            }

            var perItem = texts.Length / items;
            var taken = new string[count * perItem];
            for (var i = 0; i < count; i++)
            {
                texts.AsSpan((first + i) % items * perItem, perItem).CopyTo(taken.AsSpan(i * perItem));
            }

            return taken;
        }

        public void Copy(int first, int count, Span<byte> destination)
        {
            if (Items is not { } items)
            {
                Bytes.CopyTo(destination);
                return;
            }

            for (var i = 0; i < count; i++)
            {
                Bytes.AsSpan((first + i) % items * ItemBytes, ItemBytes).CopyTo(destination[(i * ItemBytes)..]);
            }
        }
    }
}
