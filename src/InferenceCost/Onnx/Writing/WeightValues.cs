namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Where the values of a tensor come from. Element i depends on i and the tensor's key alone, so any part can be made at any time.
/// </summary>
public abstract class WeightValues
{
    /// <summary>Independent, nearly normal values, as published models are initialised with.</summary>
    /// <param name="deviation">Their standard deviation, greater than zero.</param>
    /// <param name="mean">Their mean.</param>
    public static WeightValues Normal(double deviation, double mean = 0) => new NormalValues(deviation, mean);

    /// <summary>A table that is computed, such as sinusoidal positions; the argument is the element's index in row-major order.</summary>
    public static WeightValues Computed(Func<long, float> value) => new ComputedValues(value);

    /// <summary>Gives the elements <paramref name="first"/>, first + stride, first + 2 stride, ... of a tensor.</summary>
    internal abstract void Fill(TensorKey key, long first, long stride, Span<float> values);

    private sealed class ComputedValues(Func<long, float> value) : WeightValues
    {
        internal override void Fill(TensorKey key, long first, long stride, Span<float> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(first + i * stride);
            }
        }
    }
}
