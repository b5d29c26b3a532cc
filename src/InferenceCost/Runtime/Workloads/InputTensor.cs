using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Runtime.Workloads;

/// <summary>The value of one model input.</summary>
/// <param name="Name">The input's name in the model.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape, items first where the model takes batches; empty for a scalar.</param>
/// <param name="Bytes">The elements, row by row, little endian; empty for strings.</param>
/// <param name="Strings">The elements where the type is string.</param>
public sealed record InputTensor(string Name, TensorElementType Type, long[] Shape, byte[] Bytes, string[]? Strings = null);
