using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Where the values of a model's inputs come from.</summary>
public interface IModelInputs
{
    /// <summary>What they are.</summary>
    InputsKind Kind { get; }

    /// <summary>How many items there are; 0 where values are made up and every item is as good as any other.</summary>
    int Items { get; }

    /// <summary>What had to be assumed, for the report.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>All inputs for some items, to be bound.</summary>
    /// <param name="first">The first item, from 0; past the end it starts again.</param>
    /// <param name="count">How many items: the batch.</param>
    IReadOnlyList<InputTensor> Batch(int first, int count);

    /// <summary>Copies the same values into a bound buffer, without allocating.</summary>
    void Copy(int first, int count, string input, Span<byte> destination);

    /// <summary>The same values of an input of texts; empty where every item has those that are bound.</summary>
    ReadOnlySpan<string> Texts(int first, int count, string input) => [];
}
