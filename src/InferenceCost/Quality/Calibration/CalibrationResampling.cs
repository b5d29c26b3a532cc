using System.Numerics;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// Draws the answers of a model whose confidences are exactly right, again and again, and keeps the calibration error of each draw.
/// </summary>
internal sealed class CalibrationResampling
{
    private const int MostResamples = 1_000;

    /// <summary>Below this many, a 95 % quantile would be the largest draw or the one before it.</summary>
    private const int FewestResamples = 40;

    /// <summary>About a quarter of a second on one core.</summary>
    private const long MostDraws = 100_000_000;

    /// <summary>Resamples that share one generator. Fixed, so that the number of cores does not change the result.</summary>
    private const int ResamplesPerGenerator = 10;

    private const int WordsPerRefill = 4096;

    /// <summary>
    /// From this variance on, a bin's number of wrong answers is drawn at once, from the normal distribution: by Berry and Esseen
    /// (constant 0.56, Shevtsova, Doklady Mathematics 82, 2010) no probability is off by more than 0.0112, and what skewness adds to that
    /// cancels, since only the distance from the mean counts. Drawing a million items one by one would take seconds.
    /// </summary>
    private const double NormalFrom = 2_500;

    private readonly uint[] wrongBelow;
    private readonly int[] ends = new int[ConfidenceBins.Count];
    private readonly double[] expectedWrong = new double[ConfidenceBins.Count];
    private readonly double[] variances = new double[ConfidenceBins.Count];

    /// <summary>Sorts the items into bins: their order must not decide which of them gets which random number.</summary>
    public CalibrationResampling(ReadOnlySpan<double> confidences)
    {
        Guard.FiniteValues(confidences);
        var sorted = confidences.ToArray();
        Array.Sort(sorted);
        wrongBelow = new uint[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var bin = ConfidenceBins.IndexOf(sorted[i]);
            ends[bin] = i + 1;
            expectedWrong[bin] += 1 - sorted[i];
            variances[bin] += sorted[i] * (1 - sorted[i]);
            // A 32-bit word below this makes the answer wrong. Of the two it is the wrong ones that are rare: full confidence never errs.
            wrongBelow[i] = (uint)Math.Min(Math.Round((1 - sorted[i]) * 4294967296.0), uint.MaxValue);
        }
    }

    /// <summary>Mean and 95 % quantile of the drawn errors.</summary>
    public CalibrationNull Draw(int seed)
    {
        var (drawn, start) = (0, 0);
        for (var bin = 0; bin < ends.Length; bin++)
        {
            drawn += variances[bin] < NormalFrom ? Math.Max(ends[bin] - start, 0) : 0;
            start = Math.Max(start, ends[bin]);
        }

        var resamples = (int)Math.Clamp(MostDraws / Math.Max(drawn, 1), FewestResamples, MostResamples);
        var seeding = new Xoshiro256StarStar(seed, threadSafe: false);
        var seeds = new int[(resamples + ResamplesPerGenerator - 1) / ResamplesPerGenerator];
        foreach (ref var next in seeds.AsSpan())
        {
            next = seeding.NextFullRangeInt32();
        }

        var errors = new double[resamples];
        Parallel.For(0, seeds.Length, generator =>
        {
            var random = new Xoshiro256StarStar(seeds[generator], threadSafe: false);
            var words = new byte[Math.Min(wrongBelow.Length, WordsPerRefill) * sizeof(uint)];
            var end = Math.Min(resamples, (generator + 1) * ResamplesPerGenerator);
            for (var resample = generator * ResamplesPerGenerator; resample < end; resample++)
            {
                errors[resample] = Error(random, words);
            }
        });

        // Summed after sorting: ascending is the order with the least rounding.
        Array.Sort(errors);
        return new CalibrationNull(errors.Sum() / resamples, Quantile.OfSorted(errors, 0.95), resamples);
    }

    private double Error(Xoshiro256StarStar random, byte[] bytes)
    {
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        var (error, item, used) = (0.0, 0, words.Length);
        for (var bin = 0; bin < ends.Length; bin++)
        {
            if (variances[bin] >= NormalFrom)
            {
                error += Math.Abs(Normal.Sample(random, 0, Math.Sqrt(variances[bin])));
                item = ends[bin];
                continue;
            }

            long wrong = 0;
            while (item < ends[bin])
            {
                if (used == words.Length)
                {
                    random.NextBytes(bytes);
                    used = 0;
                }

                var length = Math.Min(ends[bin] - item, words.Length - used);
                wrong += CountBelow(words.Slice(used, length), wrongBelow.AsSpan(item, length));
                item += length;
                used += length;
            }

            error += Math.Abs(wrong - expectedWrong[bin]);
        }

        return error / wrongBelow.Length;
    }

    private static long CountBelow(ReadOnlySpan<uint> words, ReadOnlySpan<uint> limits)
    {
        // Lanes that hold are all ones, which is -1: taking them off counts.
        var (lanes, i) = (Vector<uint>.Zero, 0);
        for (; i <= words.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            lanes -= Vector.LessThan(new Vector<uint>(words[i..]), new Vector<uint>(limits[i..]));
        }

        long count = Vector.Sum(lanes);
        for (; i < words.Length; i++)
        {
            count += words[i] < limits[i] ? 1 : 0;
        }

        return count;
    }
}
