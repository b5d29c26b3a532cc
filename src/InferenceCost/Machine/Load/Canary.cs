using System.Numerics;
using System.Runtime.CompilerServices;

namespace InferenceCost.Machine.Load;

/// <summary>
/// Fixed work that touches no ONNX Runtime code, run around every measured block: when it changes, the machine changed, not the model.
/// One unit multiplies two 112 x 112 float matrices on one core: 124 us on a 2.6 GHz server core. Three matrices of 50 kB lie in the
/// second-level cache, as a small model's weights do. Everything is allocated beforehand; one object serves one thread.
/// </summary>
/// <remarks>
/// The loop is written out on <see cref="Vector{T}"/> and compiled at full optimisation at once. A library's kernel would go through the
/// tiers of the just-in-time compiler during the first blocks, and the canary would report the compiler as a disturbed machine.
/// </remarks>
public sealed class Canary
{
    /// <summary>What the work is. Any change to it gets a new version, which changes the fingerprint.</summary>
    public const string Version = "matmul112-f32-2";

    private const int Size = 112; // a multiple of every vector's width, up to 16 floats
    private const int Alignment = 64;
    private const int UnitsToSettle = 8;

    private readonly float[] storage = GC.AllocateArray<float>((3 * Size * Size) + (Alignment / sizeof(float)), pinned: true);
    private readonly int start;
    private readonly TimeProvider clock;

    /// <summary>Allocates and fills the matrices and runs one unit, so that no later one compiles anything.</summary>
    /// <param name="clock">The clock that times a unit; the system's by default.</param>
    public Canary(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        start = FloatsToAlignment(storage);
        for (var i = 0; i < 2 * Size * Size; i++)
        {
            storage[start + i] = ((i * 37 % 64) - 31) / 64f; // exact in float, of both signs, never subnormal
        }

        Run();
    }

    /// <summary>The sum of the product's elements: the same after every unit on every machine with the same vector arithmetic.</summary>
    public double Checksum
    {
        get
        {
            var sum = 0.0;
            foreach (var value in storage.AsSpan(start + (2 * Size * Size), Size * Size))
            {
                sum += value;
            }

            return sum;
        }
    }

    /// <summary>
    /// Does nine units and times the last. The others, a millisecond, let the processor settle: how fast a core does dense arithmetic just
    /// after a block depends on what its model did, and made one timed unit 4 to 8 % slower beside a light model than beside a heavy one,
    /// on a machine that treated both alike. With 40 units nothing of that was left, with eight a third. Allocates nothing.
    /// </summary>
    /// <returns>Elapsed wall time in nanoseconds.</returns>
    public double Run()
    {
        for (var unit = 0; unit < UnitsToSettle; unit++)
        {
            Unit();
        }

        var before = clock.GetTimestamp();
        Unit();
        return (clock.GetTimestamp() - before) * (1e9 / clock.TimestampFrequency);
    }

    private void Unit()
    {
        ref var left = ref storage[start];
        Multiply(ref left, ref Unsafe.Add(ref left, Size * Size), ref Unsafe.Add(ref left, 2 * Size * Size));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply(ref float left, ref float right, ref float product)
    {
        for (var row = 0; row < Size; row++)
        {
            ref var target = ref Unsafe.Add(ref product, row * Size);
            for (var column = 0; column < Size; column += Vector<float>.Count)
            {
                Vector<float>.Zero.StoreUnsafe(ref target, (nuint)column);
            }

            for (var inner = 0; inner < Size; inner++)
            {
                var factor = new Vector<float>(Unsafe.Add(ref left, (row * Size) + inner));
                ref var source = ref Unsafe.Add(ref right, inner * Size);
                for (var column = 0; column < Size; column += Vector<float>.Count)
                {
                    var sum = Vector.LoadUnsafe(ref target, (nuint)column) + (factor * Vector.LoadUnsafe(ref source, (nuint)column));
                    sum.StoreUnsafe(ref target, (nuint)column);
                }
            }
        }
    }

    /// <summary>How many floats to skip, so that the matrices lie alike to cache lines in every launch.</summary>
    private static unsafe int FloatsToAlignment(float[] pinned)
    {
        fixed (float* address = pinned)
        {
            return (int)((Alignment - ((nuint)address % Alignment)) % Alignment / sizeof(float));
        }
    }
}
