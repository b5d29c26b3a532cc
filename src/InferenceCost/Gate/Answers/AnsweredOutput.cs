using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Gate.Answers;

/// <summary>One output of one call.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Type">Its element type; null for what is no tensor (a sequence, a map), whose content is not kept.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">The elements, row by row, little endian; texts each with its length before it.</param>
public sealed record AnsweredOutput(string Name, TensorElementType? Type, long[] Shape, byte[] Bytes);
