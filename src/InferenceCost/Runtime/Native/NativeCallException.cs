namespace InferenceCost.Runtime.Native;

/// <summary>A call of ONNX Runtime's C interface that answered with an error.</summary>
/// <param name="message">What it says.</param>
public sealed class NativeCallException(string message) : Exception(message);
