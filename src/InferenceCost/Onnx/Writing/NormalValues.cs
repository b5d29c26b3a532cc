using System.Runtime.Intrinsics;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Nearly normal values from a counter: two rounds of an integer hash of the element's index give four 16-bit numbers, whose sum has the
/// shape of a normal distribution as far as its ends at 3.46 standard deviations (the Irwin-Hall distribution of four, excess kurtosis
/// -0.3). Only integer operations, one conversion that is exact and one multiplication and addition: the same bits on every machine, and
/// faster than a disk can take them.
/// </summary>
internal sealed class NormalValues : WeightValues
{
    // Four uniform numbers of 0 to 65535: the mean of their sum, and its standard deviation, the square root of 4 (65536^2 - 1) / 12.
    private const int MeanOfSum = 2 * 65535;
    private static readonly double DeviationOfSum = Math.Sqrt((65536.0 * 65536.0 - 1) / 3);

    private readonly float scale;
    private readonly float mean;

    public NormalValues(double deviation, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        scale = (float)(deviation / DeviationOfSum);
        this.mean = (float)mean;
    }

    internal override void Fill(TensorKey key, long first, long stride, Span<float> values)
    {
        var width = Vector256<float>.Count;
        var lanes = Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7) * Vector256.Create((uint)stride);
        var done = 0;
        while (done < values.Length)
        {
            // The counter has 32 bits; a tensor with more elements takes a new key for each 2^32 of them.
            var index = first + done * stride;
            var segment = new TensorKey(key.First, key.Second + (uint)(index >> 32) * 0x9E3779B9u);
            if (values.Length - done >= width && (index + (width - 1) * stride) >> 32 == index >> 32)
            {
                Eight(segment, Vector256.Create((uint)index) + lanes).CopyTo(values[done..]);
                done += width;
            }
            else
            {
                values[done++] = Eight(segment, Vector256.Create((uint)index))[0];
            }
        }
    }

    private Vector256<float> Eight(TensorKey key, Vector256<uint> index)
    {
        var low = Vector256.Create(0xFFFFu);
        var one = Mix(index + Vector256.Create(key.First));
        var two = Mix(one ^ Vector256.Create(key.Second));
        var sum = (one & low) + (one >>> 16) + (two & low) + (two >>> 16);
        var centred = Vector256.ConvertToSingle(sum.AsInt32() - Vector256.Create(MeanOfSum));

        // Not fused: a machine without fused multiply-add has to give the same bits.
        return centred * Vector256.Create(scale) + Vector256.Create(mean);
    }

    // Chris Wellons' lowbias32, a 32-bit permutation with low avalanche bias (https://nullprogram.com/blog/2018/07/31/).
    private static Vector256<uint> Mix(Vector256<uint> x)
    {
        x = (x ^ (x >>> 16)) * Vector256.Create(0x7FEB352Du);
        x = (x ^ (x >>> 15)) * Vector256.Create(0x846CA68Bu);
        return x ^ (x >>> 16);
    }
}
