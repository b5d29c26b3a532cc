namespace InferenceCost.Onnx.Converting;

/// <summary>What became of a model's weights.</summary>
/// <param name="Converted">The weights that were converted, by operator and form.</param>
/// <param name="Left">Those that were left, by reason.</param>
/// <param name="BytesBefore">Bytes of the model on disk, external data included.</param>
/// <param name="BytesAfter">Bytes of the copy.</param>
public sealed record ConversionReport(
    IReadOnlyList<ConvertedWeights> Converted, IReadOnlyList<LeftWeights> Left, long BytesBefore, long BytesAfter);

/// <summary>Weights that were converted in one way.</summary>
/// <param name="Operator">What uses them: <c>MatMul</c>, <c>Gather and MatMul</c>.</param>
/// <param name="Count">How many tensors.</param>
/// <param name="Form">What they became, in words.</param>
/// <param name="BytesBefore">Their bytes in single precision.</param>
/// <param name="BytesAfter">Their bytes with scales.</param>
public sealed record ConvertedWeights(string Operator, int Count, string Form, long BytesBefore, long BytesAfter);

/// <summary>Weights that were left as they are for one reason.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="Count">How many tensors.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Example">The name of the largest.</param>
public sealed record LeftWeights(string Reason, int Count, long Bytes, string Example);
