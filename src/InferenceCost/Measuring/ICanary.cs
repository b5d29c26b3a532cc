namespace InferenceCost.Measuring;

/// <summary>
/// Fixed work that touches no ONNX Runtime code. It runs around every block: where it slows down, the machine did, not the model.
/// </summary>
public interface ICanary
{
    /// <summary>Does one unit of work and returns how long it took, in nanoseconds.</summary>
    double Run();
}
